import type { FaultKind } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { expectTrueKsef, isDebt, KSEF_NIP } from '../support/ksef-books.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';
import { ksefNumberOf } from '@invoicetracker/sandbox';

const NOW = '2026-06-01T12:00:00+02:00';
const KEY = 'sandbox-archiwum';

describe('the sales invoices of a firm in KSeF', () => {
  let world: SyncWorld;
  let synced: SyncedFirm;

  beforeAll(async () => {
    // a budget that is spent several times before the first pass is through
    world = await startSyncWorld(NOW, { invoices: 130 }, { SYNC_READS_PER_RUN: '40' });
    synced = await SyncedFirm.make(world, 'archiwum', KEY, 'ksef');
  });
  afterAll(() => world.close());

  const control = () => world.sandbox.ksef;
  const later = async () => {
    world.clock.advance({ minutes: 5 });
    return synced.syncToTheEnd();
  };
  const stored = async (id: string) =>
    (
      await synced.firm.rows<{ balance: number; state: string | null }>(
        `select i.balance_minor::int as balance, c.state from invoices i left join cases c on c.account_id = i.account_id and c.invoice_id = i.id
          where i.account_id = $1 and i.external_id = $2`,
        id,
      )
    )[0];
  const idOf = (document: Parameters<typeof ksefNumberOf>[0]) => ksefNumberOf(document, KSEF_NIP);
  const documentsRead = () =>
    Object.keys(control().requests().counts).filter((name) => name.includes('/invoices/ksef/'));
  const readings = () =>
    Object.entries(control().requests().counts)
      .filter(([name]) => name.includes('/invoices/ksef/'))
      .reduce((sum, [, count]) => sum + count, 0);
  const reasons = () =>
    synced.firm.rows(
      'select reason, count(distinct external_id)::int as documents from sync_issues where account_id = $1 group by 1 order by 1',
    );

  it('come in as they were issued, over as many runs as the budget asks for, each read once', async () => {
    expect((await synced.sync()).state).toBe('paused');
    await synced.syncToTheEnd();
    expect(await expectTrueKsef(control(), synced.firm, KEY)).toBeGreaterThan(60);
    expect(readings()).toBe(documentsRead().length);
  });

  it('leave aside what was sold to a factor and what has no day to pay, with the reason', async () => {
    expect(await reasons()).toEqual([
      { reason: 'claim-sold', documents: expect.any(Number) },
      { reason: 'no-due-date', documents: expect.any(Number) },
    ]);
  });

  it('bring the addresses of the buyers with them', async () => {
    const [found] = await synced.firm.rows<{ contacts: number; clients: number }>(
      `select count(*)::int as contacts, count(distinct c.id)::int as clients from client_contacts k join clients c on c.account_id = k.account_id and c.id = k.client_id
        where k.account_id = $1 and position(lower(k.email) in c.email_text) > 0`,
    );
    expect(found?.clients).toBeGreaterThan(5);
  });

  it('bring in what is new, in zloty and in euro, and read nothing else', async () => {
    control().resetRequests();
    const zloty = control().issue(KEY, { grossMinor: 12_300, dueOn: '2026-05-20' });
    const euro = control().issue(KEY, { grossMinor: 9_999, currency: 'EUR', dueOn: '2026-05-20' });
    await later();
    expect(await stored(idOf(zloty))).toEqual({ balance: 12_300, state: 'active' });
    expect(await stored(idOf(euro))).toEqual({ balance: 9_999, state: 'active' });
    expect(documentsRead()).toHaveLength(2);
    await expectTrueKsef(control(), synced.firm, KEY);
  });

  it('take a correction off what it corrects, and close what is cancelled by one', async () => {
    const debts = control()
      .documents(KEY)
      .filter((one) => isDebt(control(), KEY, one) && one.kind === 'invoice')
      .filter(
        (one) => one.paymentMethod === 'transfer' && !one.isCancelled && one.grossMinor > 20_000,
      )
      .filter(
        ({ id }) =>
          !control()
            .documents(KEY)
            .some(({ correctsId }) => correctsId === id),
      );
    const [reduced, cancelled] = debts as [(typeof debts)[0], (typeof debts)[0]];
    const before = (await stored(idOf(reduced)))?.balance ?? 0;
    control().correct(KEY, { id: reduced.id, grossMinor: -10_000 });
    control().cancel(KEY, { id: cancelled.id });
    await later();
    expect(await stored(idOf(reduced))).toMatchObject({ balance: before - 10_000 });
    await expectTrueKsef(control(), synced.firm, KEY);
  });

  it('stay open when they are paid: KSeF never hears of it', async () => {
    const issued = control().issue(KEY, { grossMinor: 50_000, dueOn: '2026-05-25' });
    await later();
    control().pay(KEY, { id: issued.id });
    await later();
    expect(await stored(idOf(issued))).toEqual({ balance: 50_000, state: 'active' });
  });

  it('are listed from the beginning after a week, and none is read again', async () => {
    world.clock.advance({ days: 8 });
    control().resetRequests();
    await synced.syncToTheEnd();
    const lists = control().requests().counts['POST /invoices/query/metadata'] ?? 0;
    expect(lists).toBeGreaterThan(1);
    expect(documentsRead()).toEqual([]);
  });

  it.each<FaultKind>([
    '429-retry-after',
    '5xx-burst',
    'cut',
    'html',
    'ignore-filter',
    'empty-page',
    'bad-row',
    'wrong-types',
  ])('are whole again after %s, by the next look at everything', async (kind) => {
    control().issue(KEY, { grossMinor: 7_700, dueOn: '2026-06-05' });
    control().fault({ match: '^/invoices/query/metadata$', kind, times: 2 });
    world.clock.advance({ minutes: 5 });
    await synced.sync();
    control().clearFaults();
    await synced.firm.rows('update connections set full_pass_at = null where account_id = $1');
    await later();
    await expectTrueKsef(control(), synced.firm, KEY);
  });

  it('keep a payment that was recorded here, however often they are read', async () => {
    const issued = control().issue(KEY, { grossMinor: 50_000, dueOn: '2026-05-25' });
    await later();
    const [row] = await synced.firm.rows<{ id: string; client_id: string }>(
      'select id, client_id from invoices where account_id = $1 and external_id = $2',
      idOf(issued),
    );
    await synced.firm.rows(
      `with p as (insert into payments (account_id, client_id, source, received_on, amount_minor, currency, created_at)
                  values ($1, $3, 'manual', '2026-06-01', 50000, 'PLN', now()) returning id)
       insert into allocations (account_id, invoice_id, payment_id, amount_minor, source, allocated_on, created_at)
       select $1, $2, p.id, 50000, 'manual', '2026-06-01', now() from p`,
      row?.id,
      row?.client_id,
    );
    await synced.firm.rows('update connections set full_pass_at = null where account_id = $1');
    await later();
    expect(await stored(idOf(issued))).toMatchObject({ balance: 0 });
  });
});
