import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { RefreshInvoices } from '../contract/refresh-invoices.js';

interface Books {
  balance: string;
  state: string | null;
  reason: string | null;
}

describe('what a provider says becomes', () => {
  let world: SyncWorld;
  let synced: SyncedFirm;
  beforeAll(async () => {
    world = await startSyncWorld('2026-06-01T10:00:00+02:00', { invoices: 0, mix: 'open' });
    synced = await SyncedFirm.make(world, 'ksiegi');
  });
  afterAll(() => world.close());

  const issue = (grossMinor: number, more: object = {}): string =>
    (
      world.sandbox.infakt.issue(synced.key, {
        grossMinor,
        issuedOn: '2026-05-01',
        dueOn: '2026-05-15',
        ...more,
      }) as { uuid: string }
    ).uuid;
  const books = async (uuid: string): Promise<Books> =>
    (
      await synced.firm.rows<Books>(
        `select i.balance_minor as balance, c.state, c.closed_reason as reason from invoices i
           left join cases c on c.account_id = i.account_id and c.invoice_id = i.id where i.account_id = $1 and i.external_id = $2`,
        uuid,
      )
    )[0]!;
  const payments = (uuid: string) =>
    synced.firm.rows<{ amount: string; on: string; source: string }>(
      `select p.amount_minor as amount, p.received_on::text as on, p.source from payments p
         join allocations a on a.account_id = p.account_id and a.payment_id = p.id join invoices i on i.account_id = a.account_id and i.id = a.invoice_id
        where p.account_id = $1 and i.external_id = $2 order by p.id`,
      uuid,
    );
  const refresh = async (uuid: string) => {
    const [row] = await synced.firm.rows<{ id: string }>(
      'select id from invoices where account_id = $1 and external_id = $2',
      uuid,
    );
    const refreshing = await world.product.get(RefreshInvoices);
    return refreshing.execute(systemScope(synced.firm.accountId), [row!.id]);
  };
  const sync = async () => {
    const run = await synced.sync();
    expect(run).toMatchObject({ state: 'succeeded', error: null });
    return run;
  };
  const { partPay, pay, unpay, correct, remove } = {
    partPay: (uuid: string, amountMinor: number) =>
      world.sandbox.infakt.partPay(synced.key, { uuid, amountMinor }),
    pay: (uuid: string, paidOn: string, isSettled = true) =>
      world.sandbox.infakt.pay(synced.key, { uuid, paidOn, isSettled }),
    unpay: (uuid: string) => world.sandbox.infakt.unpay(synced.key, { uuid }),
    correct: (uuid: string, grossMinor: number) =>
      (world.sandbox.infakt.correct(synced.key, { uuid, grossMinor }) as { uuid: string }).uuid,
    remove: (uuid: string) => world.sandbox.infakt.remove(synced.key, { uuid }),
  };

  it('a payment for each difference: part paid, more of it, all of it, taken back', async () => {
    const uuid = issue(10_000);
    await sync();
    partPay(uuid, 3_000);
    await sync();
    partPay(uuid, 2_000);
    await sync();
    pay(uuid, '2026-05-28', false);
    await sync();
    expect(await books(uuid)).toEqual({ balance: '0', state: 'closed', reason: 'paid' });
    unpay(uuid);
    await sync();
    expect(await books(uuid)).toEqual({ balance: '10000', state: 'active', reason: null });
    expect(await payments(uuid)).toEqual([
      { amount: '3000', on: '2026-06-01', source: 'provider' },
      { amount: '2000', on: '2026-06-01', source: 'provider' },
      { amount: '5000', on: '2026-05-28', source: 'provider' },
      { amount: '-10000', on: '2026-06-01', source: 'provider' },
    ]);
  });

  it('no second payment when the same is read again, by list and one by one', async () => {
    const uuid = issue(7_700);
    await sync();
    partPay(uuid, 700);
    await sync();
    expect(await refresh(uuid)).toEqual({ state: 'fresh' });
    expect(await sync()).toMatchObject({ counts: { new: 0, updated: 0 } });
    expect(await refresh(uuid)).toEqual({ state: 'fresh' });
    expect(await payments(uuid)).toHaveLength(1);
  });

  it('only what is missing, when a person has recorded a payment before', async () => {
    const uuid = issue(9_000);
    await sync();
    await synced.firm.rows(
      `with i as (select id, client_id from invoices where account_id = $1 and external_id = $2),
       p as (insert into payments (account_id, client_id, source, received_on, amount_minor, currency, created_at)
             select $1, client_id, 'manual', '2026-05-20', 4000, 'PLN', '2026-05-20' from i returning id)
       insert into allocations (account_id, invoice_id, payment_id, amount_minor, source, allocated_on, created_at)
       select $1, i.id, p.id, 4000, 'manual', '2026-05-20', '2026-05-20' from i, p`,
      uuid,
    );
    pay(uuid, '2026-05-30');
    await sync();
    expect((await books(uuid)).balance).toBe('0');
    expect((await payments(uuid)).map(({ amount }) => amount)).toEqual(['4000', '5000']);
  });

  it('a correction: lower, higher again, and back when it is deleted', async () => {
    const uuid = issue(10_000);
    const lower = correct(uuid, -2_500);
    await sync();
    expect((await books(uuid)).balance).toBe('7500');
    correct(uuid, 500);
    await sync();
    expect((await books(uuid)).balance).toBe('8000');
    remove(lower);
    await sync();
    expect(await books(uuid)).toEqual({ balance: '10500', state: 'active', reason: null });
  });

  it('a closed case when a correction takes all of it, and corrections never have cases', async () => {
    const uuid = issue(4_000);
    await sync();
    const note = correct(uuid, -4_000);
    await sync();
    expect(await books(uuid)).toEqual({ balance: '0', state: 'closed', reason: 'credited' });
    expect(await books(note)).toEqual({ balance: '0', state: null, reason: null });
  });

  it('nothing owed on either side when an invoice is corrected and paid between two looks', async () => {
    const uuid = issue(10_000);
    await sync();
    correct(uuid, -2_000);
    pay(uuid, '2026-05-30');
    await sync();
    expect(await books(uuid)).toMatchObject({ balance: '0', state: 'closed' });
    expect((await payments(uuid)).map(({ amount }) => amount)).toEqual(['8000']);
  });

  it.each([
    ['a pro forma', { kind: 'proforma' }],
    ['a draft', { status: 'draft' }],
  ])('no case for %s', async (_what, more) => {
    const uuid = issue(6_000, more);
    await sync();
    expect((await books(uuid)).state).toBeNull();
  });

  it('an active case again when a deleted invoice comes back', async () => {
    const uuid = issue(3_300);
    await sync();
    world.sandbox.infakt.fault({ match: uuid, kind: '500', status: 404 });
    expect(await refresh(uuid)).toEqual({ state: 'fresh' });
    expect(await books(uuid)).toMatchObject({ state: 'closed', reason: 'removed' });
    await sync();
    expect(await books(uuid)).toMatchObject({ state: 'active' });
  });

  it('no answer from before over one from after: what was stored later stays', async () => {
    const uuid = issue(2_200);
    await sync();
    partPay(uuid, 200);
    // stored by somebody who asked later than this sync will have asked
    await synced.firm.rows(
      `update invoices set updated_at = updated_at + interval '1 hour' where account_id = $1 and external_id = $2`,
      uuid,
    );
    await sync();
    expect((await books(uuid)).balance).toBe('2200');
    await synced.firm.rows(
      `update invoices set updated_at = updated_at - interval '1 hour' where account_id = $1 and external_id = $2`,
      uuid,
    );
    await sync();
    expect((await books(uuid)).balance).toBe('2000');
  });

  it('a story that can be told: each change of the balance is in the history', async () => {
    const uuid = issue(10_000);
    await sync();
    partPay(uuid, 1_000);
    await sync();
    expect(
      await synced.firm.rows(
        `select e.kind, e.data ->> 'amountMinor' as amount, e.data ->> 'balanceMinor' as balance, e.data ->> 'source' as source from case_events e
           join cases c on c.account_id = e.account_id and c.id = e.case_id join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
          where e.account_id = $1 and i.external_id = $2 order by e.id`,
        uuid,
      ),
    ).toEqual([
      { kind: 'opened', amount: null, balance: '10000', source: null },
      { kind: 'balance_changed', amount: '-1000', balance: '9000', source: 'provider' },
    ]);
  });
});
