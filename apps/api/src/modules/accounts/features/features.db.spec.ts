import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import { PROVIDERS } from '../../../config/provider-names.js';

describe('the features of an account', () => {
  let product: Product;
  let firm: Firm;
  let url: string;
  let anna: Caller;
  let klara: Caller;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    product = await Product.start();
    for (const name of ['anna', 'klara']) ids[name] = await product.user(name);
    anna = await product.signedIn('anna');
    klara = await product.signedIn('klara');
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    firm = await Firm.make(product, 'Firma', [
      { userId: ids['anna']!, role: 'admin' },
      { userId: ids['klara']!, role: 'accountant' },
    ]);
    url = `/accounts/${firm.accountId}`;
  });

  const put = (key: string, isOn: boolean) =>
    anna('PUT', `${url}/features`, { items: [{ key, isOn }] });

  it('are all on at first', async () => {
    expect((await klara('GET', `${url}/features`)).body).toEqual({
      items: [
        ...PROVIDERS.map((key) => ({ key, isOn: true })),
        { key: 'reminders', isOn: true },
        { key: 'api-keys', isOn: true },
      ],
    });
  });

  it.each([
    [['reminders'], ['/cases', '/notices', '/policies', '/senders', '/templates']],
    [PROVIDERS, ['/connections', '/sync-runs']],
    [['api-keys'], ['/api-keys']],
  ])('are gone when they are off: %s', async (keys, paths) => {
    const others = [url, `${url}/members`, `${url}/features`, `${url}/overview`];
    for (const path of paths) expect((await anna('GET', `${url}${path}`)).status).toBe(200);
    for (const key of keys) expect((await put(key, false)).status).toBe(200);
    for (const path of paths) expect((await anna('GET', `${url}${path}`)).status).toBe(404);
    for (const path of others) expect((await anna('GET', path)).status).toBe(200);
    for (const key of keys) await put(key, true);
    for (const path of paths) expect((await anna('GET', `${url}${path}`)).status).toBe(200);
  });

  it('are switched by admins only, and leave a trail of real changes', async () => {
    expect(
      (await klara('PUT', `${url}/features`, { items: [{ key: 'reminders', isOn: false }] }))
        .status,
    ).toBe(403);
    await put('reminders', true);
    await put('reminders', false);
    await put('reminders', false);
    const { rows } = await product.owner.query(
      "select action, object_id from audit_entries where account_id = $1 and action like 'feature.%'",
      [firm.accountId],
    );
    expect(rows).toEqual([{ action: 'feature.switched-off', object_id: 'reminders' }]);
  });

  it.each([
    { items: [] },
    { items: [{ key: 'teleport', isOn: true }] },
    { items: [{ key: 'infakt', isOn: 'yes' }] },
    {
      items: [
        { key: 'infakt', isOn: true },
        { key: 'infakt', isOn: false },
      ],
    },
    { items: [{ key: 'infakt', isOn: true, since: 'now' }] },
    {},
  ])('refuse %j', async (body) => {
    expect((await anna('PUT', `${url}/features`, body)).status).toBe(400);
  });
});
