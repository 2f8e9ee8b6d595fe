import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { type Caller, Product } from '../../../test/support/product.js';
import { Clock } from '../clock/clock.js';
import { systemScope } from '../tenancy/account-scope.js';
import { Tenancy } from '../tenancy/tenancy.js';

describe('requests that are repeated', () => {
  let product: Product;
  let firm: Firm;
  let anna: Caller;
  let bartek: Caller;
  let keysUrl: string;

  beforeAll(async () => {
    product = await Product.start();
    product.clock.set('2026-06-01T10:00:00Z');
    const members = [
      { userId: await product.user('anna'), role: 'admin' as const },
      { userId: await product.user('bartek'), role: 'admin' as const },
    ];
    firm = await Firm.make(product, 'Firma', members);
    anna = await product.signedIn('anna');
    bartek = await product.signedIn('bartek');
    keysUrl = `/accounts/${firm.accountId}/api-keys`;
  });
  afterAll(() => product.close());
  beforeEach(() => firm.rows('delete from idempotency_keys where account_id = $1'));

  const body = { name: 'Klucz', scopes: ['read'], expiresInDays: 1 };
  const post = (key: string, payload: object = body, caller = anna) =>
    caller('POST', keysUrl, payload, { 'idempotency-key': key });
  const made = async () =>
    (await firm.rows<{ id: string }>('select id from api_keys where account_id = $1')).length;

  it('W04 get the first reply again, word for word, and are done once', async () => {
    const before = await made();
    const first = await post('one');
    const again = await post('one');
    expect(first.status).toBe(201);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await made()).toBe(before + 1);
  });

  it('are the same with their fields in another order', async () => {
    const first = await post('order');
    const { name, scopes, expiresInDays } = body;
    expect((await post('order', { expiresInDays, scopes, name })).body).toEqual(first.body);
  });

  it('W04 are refused when the body is another one', async () => {
    await post('other');
    const before = await made();
    expect(await post('other', { ...body, name: 'Inny' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused', errors: [{ field: 'Idempotency-Key' }] },
    });
    expect(await made()).toBe(before);
  });

  it('W04 are refused when the address is another one', async () => {
    const { body: key } = await post('address');
    expect(
      await anna(
        'POST',
        `${keysUrl}/${key.id}/rotate`,
        { overlapHours: 0 },
        { 'idempotency-key': 'address' },
      ),
    ).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('W04 are told to wait while the first is under way, and done once', async () => {
    const before = await made();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('at-once')));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses).toContain(201);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    for (const answer of answers.filter((one) => one.status === 409)) {
      expect(answer).toMatchObject({
        body: { code: 'idempotency-in-flight' },
        headers: { 'retry-after': '1' },
      });
    }
    expect(await made()).toBe(before + 1);
    expect((await post('at-once')).status).toBe(201);
    expect(await made()).toBe(before + 1);
  });

  it('may be corrected under the same key when they were refused', async () => {
    expect((await post('corrected', { ...body, scopes: [] })).status).toBe(400);
    expect((await post('corrected')).status).toBe(201);
  });

  it('W04 are not done again when the first attempt was cut off', async () => {
    await post('cut-off');
    const before = await made();
    await firm.rows(
      "update idempotency_keys set state = 'running', created_at = created_at - interval '6 minutes' where account_id = $1",
    );
    expect(await post('cut-off')).toMatchObject({
      status: 409,
      body: { code: 'idempotency-outcome-unknown' },
    });
    expect(await made()).toBe(before);
  });

  it('W04 are not done again when the first attempt failed on our side', async () => {
    await product.owner.query(
      "create function refuse() returns trigger language plpgsql as $$ begin raise 'disk full'; end $$",
    );
    await product.owner.query(
      'create trigger refuse before insert on api_keys for each row execute function refuse()',
    );
    expect((await post('failed')).status).toBe(500);
    await product.owner.query('drop trigger refuse on api_keys');
    expect(await post('failed')).toMatchObject({
      status: 409,
      body: { code: 'idempotency-outcome-unknown' },
    });
  });

  it('are each caller’s own', async () => {
    const first = await post('shared');
    const other = await post('shared', body, bartek);
    expect(other.status).toBe(201);
    expect(other.body.id).not.toBe(first.body.id);
  });

  it('get no reply once the right to it is gone', async () => {
    await post('right');
    await firm.rows(
      "update memberships set role = 'viewer' where account_id = $1 and user_id = (select id from users where username = 'anna')",
    );
    expect((await post('right')).status).toBe(403);
    await firm.rows(
      "update memberships set role = 'admin' where account_id = $1 and user_id = (select id from users where username = 'anna')",
    );
  });

  it('are forgotten after a day', async () => {
    const first = await post('yesterday');
    await firm.rows(
      "update idempotency_keys set created_at = created_at - interval '25 hours' where account_id = $1",
    );
    const later = await post('yesterday');
    expect(later.status).toBe(201);
    expect(later.body.id).not.toBe(first.body.id);
    const tenancy = await product.get(Tenancy);
    const soon = new Date(new Clock(null).wallNow().getTime() + 1000);
    await tenancy.ask('select system_forget_idempotency_keys($1)', [soon]);
    expect(
      await tenancy.inAccount(systemScope(firm.accountId), (tx) =>
        tx.query('select id from idempotency_keys'),
      ),
    ).toEqual([]);
  });

  it('C04 keep what they answered sealed', async () => {
    const { body: key } = await post('sealed');
    const [row] = await firm.rows<{ everything: string }>(
      'select k::text as everything from idempotency_keys k where account_id = $1',
    );
    expect(row!.everything).toContain('v1.k1.');
    expect(row!.everything).not.toContain(key.key.slice(13, 56));
    expect(row!.everything).not.toContain('Klucz');
  });

  it.each(['', ' ', 'a b', 'ą', 'x'.repeat(201)])('need a usable key, not "%.10s"', async (key) => {
    expect(await post(key)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'Idempotency-Key', code: 'idempotency-key-invalid' }] },
    });
  });

  it('are done again without a key', async () => {
    const before = await made();
    await anna('POST', keysUrl, body);
    await anna('POST', keysUrl, body);
    expect(await made()).toBe(before + 2);
  });
});
