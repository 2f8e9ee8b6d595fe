import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import { type Caller, Product } from '../../../../test/support/product.js';

describe('switching automatic sending on', () => {
  let product: Product;
  let firm: Firm;
  let outbox: Outbox;
  let admin: Caller;
  let accountant: Caller;
  let people: Record<'admin' | 'accountant', string>;

  beforeAll(async () => {
    product = await Product.start();
    people = { admin: await product.user('anna'), accountant: await product.user('adam') };
    admin = await product.signedIn('anna');
    accountant = await product.signedIn('adam');
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    firm = await Firm.make(product, 'Firma', [
      { userId: people.admin, role: 'admin' },
      { userId: people.accountant, role: 'accountant' },
    ]);
    outbox = new Outbox(product, firm);
    product.clock.set('2026-03-17T10:00:00+01:00');
  });

  const preview = () => admin('POST', `/accounts/${firm.accountId}/sending/preview`, {});
  const turn = (body: object) => admin('POST', `/accounts/${firm.accountId}/sending/switch`, body);
  const isOn = async () =>
    (
      await firm.rows<{ on: boolean }>(
        'select is_automatic_sending as on from accounts where id = $1',
      )
    )[0]!.on;

  it('shows what would leave, written out, and writes nothing', async () => {
    await outbox.useSender(2525);
    await outbox.plan([{ name: 'Alfa' }, { name: 'Beta', emails: [] }]);
    const { status, body } = await preview();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      asOf: '2026-03-17',
      noticeCount: expect.any(Number),
      isTruncated: false,
      totals: [{ amount: expect.any(String), currency: 'PLN' }],
    });
    const alfa = body.items.find(
      (item: { client: { name: string } }) => item.client.name === 'Alfa',
    );
    expect(alfa).toMatchObject({
      stageKey: 'overdue-notice',
      amounts: [{ amount: '123.00', currency: 'PLN' }],
      recipients: ['alfa@client.example'],
    });
    expect(alfa.bodyText).toContain('61 1090 1014 0000 0712 1981 2874');
    expect(alfa.bodyHtml).toContain('FV/1');
    expect(await firm.rows('select 1 from notices where account_id = $1')).toEqual([]);
  });

  it('says what is still missing', async () => {
    await firm.rows('update accounts set tax_number = null, bank_account = null where id = $1');
    const { body } = await preview();
    expect(body.problems.map((problem: { code: string }) => problem.code)).toEqual([
      'sender-missing',
      'company-details-missing',
      'bank-account-missing',
    ]);
  });

  it('wants somebody to have looked, and a mail server', async () => {
    expect(await turn({ isOn: true })).toMatchObject({
      status: 422,
      body: { code: 'preview-needed' },
    });
    const seen = (await preview()).body.id;
    expect(await turn({ isOn: true, previewId: seen })).toMatchObject({
      status: 422,
      body: { code: 'sender-missing' },
    });
    expect(await isOn()).toBe(false);
    await outbox.useSender(2525);
    expect(await turn({ isOn: true, previewId: seen })).toMatchObject({
      status: 200,
      body: { isAutomaticSending: true },
    });
    expect(await isOn()).toBe(true);
  });

  it('takes no preview of another firm, and none from before yesterday', async () => {
    await outbox.useSender(2525);
    const other = await Firm.make(product, 'Druga', [{ userId: people.admin, role: 'admin' }]);
    const foreign = (await admin('POST', `/accounts/${other.accountId}/sending/preview`, {})).body
      .id;
    expect((await turn({ isOn: true, previewId: foreign })).status).toBe(422);
    const old = (await preview()).body.id;
    await firm.rows(
      "update sending_previews set created_at = created_at - interval '25 hours' where account_id = $1",
    );
    expect((await turn({ isOn: true, previewId: old })).status).toBe(422);
    expect(await isOn()).toBe(false);
  });

  it('switches off at once and without a preview, and the journal says who did', async () => {
    await firm.switchSending(true);
    expect((await turn({ isOn: false })).body).toEqual({
      isAutomaticSending: false,
      automaticSendingSince: null,
    });
    expect(
      await firm.rows(
        "select action, actor_id from audit_entries where account_id = $1 and action like 'sending.%'",
      ),
    ).toEqual([{ action: 'sending.switched-off', actor_id: people.admin }]);
  });

  it('lets go what was held because it was off', async () => {
    await outbox.useSender(2525);
    await firm.switchSending(true);
    await outbox.plan([{ name: 'Alfa' }]);
    await firm.switchSending(false);
    await outbox.work();
    expect(await outbox.states()).toMatchObject([{ state: 'held' }]);
    await turn({ isOn: true, previewId: (await preview()).body.id });
    expect(await outbox.states()).toMatchObject([{ state: 'planned', reason: null }]);
  });

  it('names a text that cannot be filled instead of failing', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    await firm.rows(
      "insert into templates (account_id, stage_key, language, version, subject, body, created_at) values ($1, 'overdue-notice', 'pl', 1, 'x', '{{ nobody.knows }}', now())",
    );
    await firm.rows(
      "insert into template_choices (account_id, stage_key, language, version) values ($1, 'overdue-notice', 'pl', 1)",
    );
    const { status, body } = await preview();
    expect(status).toBe(200);
    expect(body.problems).toContainEqual(expect.objectContaining({ code: 'text-broken' }));
  });

  it('is for admins only', async () => {
    const base = `/accounts/${firm.accountId}/sending`;
    expect((await accountant('POST', `${base}/preview`, {})).status).toBe(403);
    expect((await accountant('POST', `${base}/switch`, { isOn: false })).status).toBe(403);
  });
});
