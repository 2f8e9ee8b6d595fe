import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { StartSync } from '../../src/modules/providers/sync/start-sync.js';
import { RunSync } from '../../src/modules/providers/sync/run-sync.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

const NOW = '2026-06-01T10:00:00+02:00';

describe('a sync of 282 open invoices', () => {
  let world: SyncWorld;
  let synced: SyncedFirm;

  beforeAll(async () => {
    world = await startSyncWorld(NOW, { mix: 'open' });
    synced = await SyncedFirm.make(world, 'dab');
  });
  afterAll(() => world.close());

  it('brings invoices, lines, clients and cases in', async () => {
    const run = await synced.sync();
    expect(run).toMatchObject({
      state: 'succeeded',
      error: null,
      trigger: 'person',
      counts: { lines: 581, retries: 0 },
    });
    expect(
      await synced.firm.rows(
        'select distinct collection, reason from sync_issues where account_id = $1',
      ),
    ).toEqual([{ collection: 'clients', reason: 'unusable-email' }]);
    expect(
      await synced.firm.rows(
        'select count(*)::int as invoices, (select count(*)::int from invoice_lines l where l.account_id = $1) as lines from invoices where account_id = $1',
      ),
    ).toEqual([{ invoices: 282, lines: 581 }]);
    expect(run.counts.new).toBe(282);
    const [cases] = await synced.firm.rows<{ active: number; due: number }>(
      `select (select count(*)::int from cases where account_id = $1 and state = 'active') as active,
              count(*)::int as due from invoices where account_id = $1 and due_on <= '2026-06-03' and balance_minor > 0`,
    );
    expect(cases!.active).toBe(cases!.due);
    expect(cases!.active).toBeGreaterThan(200);
  });

  it('fills clients in with everything a letter needs', async () => {
    const [row] = await synced.firm.rows<{
      clients: number;
      with_tax: number;
      with_street: number;
      with_contact: number;
      persons: number;
    }>(
      `select count(*)::int as clients, count(tax_number)::int as with_tax, count(street)::int as with_street,
              (select count(distinct client_id)::int from client_contacts where account_id = $1) as with_contact,
              (count(*) filter (where kind = 'person'))::int as persons
         from clients where account_id = $1`,
    );
    expect(row!.with_street).toBe(row!.clients);
    expect(row!.with_contact).toBeGreaterThan(row!.clients / 2);
    expect(row!.with_tax).toBeGreaterThan(row!.clients / 2);
    expect(row!.persons).toBeGreaterThan(0);
    expect(
      await synced.firm.rows(
        'select 1 from invoices where account_id = $1 and bank_account is null',
      ),
    ).toEqual([]);
  });

  it('writes no invoice, client or case when nothing has changed', async () => {
    const versions = () =>
      synced.firm.rows<{ sum: string }>(
        `select md5(string_agg(v, ',' order by v)) as sum from (
         select xmin::text || ctid::text as v from invoices where account_id = $1 union all select xmin::text || ctid::text from clients where account_id = $1
         union all select xmin::text || ctid::text from cases where account_id = $1 union all select xmin::text || ctid::text from invoice_lines where account_id = $1
         union all select xmin::text || ctid::text from case_schedule where account_id = $1) x`,
      );
    const before = await versions();
    world.sandbox.infakt.resetRequests();
    const run = await synced.sync();
    expect(run).toMatchObject({ state: 'succeeded', counts: { new: 0, updated: 0, closed: 0 } });
    expect(await versions()).toEqual(before);
    expect(run.counts.apiCalls).toBeLessThanOrEqual(12);
  });

  const openCase = async (offset = 0) =>
    (
      await synced.firm.rows<{ uuid: string; invoice_id: string; balance: string }>(
        `select i.external_id as uuid, i.id as invoice_id, i.balance_minor as balance from cases c join invoices i on i.id = c.invoice_id
        where c.account_id = $1 and c.state = 'active' order by i.external_id offset $2 limit 1`,
        offset,
      )
    )[0]!;
  const caseOf = async (uuid: string) =>
    (
      await synced.firm.rows<{
        state: string;
        closed_reason: string | null;
        balance_minor: string;
        cycle: number;
      }>(
        'select c.state, c.closed_reason, c.balance_minor, c.cycle from cases c join invoices i on i.id = c.invoice_id where c.account_id = $1 and i.external_id = $2',
        uuid,
      )
    )[0];

  it('closes a case that is paid there, and opens it again when the payment goes back', async () => {
    const { uuid } = await openCase();
    world.sandbox.infakt.pay(synced.key, { uuid, paidOn: '2026-05-30', isSettled: false });
    expect(await synced.sync()).toMatchObject({ state: 'succeeded', counts: { closed: 1 } });
    expect(await caseOf(uuid)).toMatchObject({
      state: 'closed',
      closed_reason: 'paid',
      balance_minor: '0',
    });
    world.sandbox.infakt.unpay(synced.key, { uuid });
    await synced.sync();
    expect(await caseOf(uuid)).toMatchObject({ state: 'active', closed_reason: null, cycle: 2 });
  });

  it('takes a part payment over and keeps the rest open', async () => {
    const { uuid, balance } = await openCase(1);
    world.sandbox.infakt.partPay(synced.key, { uuid, amountMinor: 100 });
    await synced.sync();
    expect(await caseOf(uuid)).toMatchObject({
      state: 'active',
      balance_minor: String(Number(balance) - 100),
    });
  });

  it('closes the case of an invoice that was deleted there', async () => {
    const { uuid } = await openCase(2);
    world.sandbox.infakt.remove(synced.key, { uuid });
    await synced.sync();
    expect(await caseOf(uuid)).toMatchObject({ state: 'closed', closed_reason: 'removed' });
  });

  it('nets a correction against its invoice', async () => {
    const { uuid, balance } = await openCase(3);
    world.sandbox.infakt.correct(synced.key, { uuid, grossMinor: -50 });
    await synced.sync();
    expect(await caseOf(uuid)).toMatchObject({
      state: 'active',
      balance_minor: String(Number(balance) - 50),
    });
    await synced.sync();
    expect(await caseOf(uuid)).toMatchObject({ balance_minor: String(Number(balance) - 50) });
  });

  it('finds a new invoice', async () => {
    world.sandbox.infakt.issue(synced.key, {
      grossMinor: 12_345,
      dueOn: '2026-05-20',
      issuedOn: '2026-05-06',
      number: 'NOWA/1',
    });
    expect(await synced.sync()).toMatchObject({ counts: { new: 1 } });
    expect(
      await synced.firm.rows(
        "select balance_minor from cases where account_id = $1 and number = 'NOWA/1'",
      ),
    ).toEqual([{ balance_minor: '12345' }]);
  });

  it('keeps the books: every balance is its total minus allocations', async () => {
    expect(
      await synced.firm.rows(
        `select i.id from invoices i where i.account_id = $1 and i.balance_minor <> i.gross_minor
         - coalesce((select sum(a.amount_minor) from allocations a where a.account_id = $1 and a.invoice_id = i.id), 0)`,
      ),
    ).toEqual([]);
  });

  it('makes one run of a double click', async () => {
    const start = await world.product.get(StartSync);
    const ids = await Promise.all(
      Array.from({ length: 10 }, () =>
        start.execute(systemScope(synced.firm.accountId), synced.connectionId, 'person'),
      ),
    );
    expect(new Set(ids).size).toBe(1);
    const run = await world.product.get(RunSync);
    await Promise.all(
      Array.from({ length: 4 }, () =>
        run.execute(systemScope(synced.firm.accountId), ids[0]!, new AbortController().signal),
      ),
    );
    expect(
      await synced.firm.rows(
        'select state, fence from sync_runs where account_id = $1 and id = $2',
        ids[0],
      ),
    ).toEqual([{ state: 'succeeded', fence: '1' }]);
  });
});
