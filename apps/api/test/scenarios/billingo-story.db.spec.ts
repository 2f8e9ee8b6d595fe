import { dayIn, type LocalDate, localDate } from '@invoicetracker/calendar';
import { type BookDocument, type FaultKind, openMinor } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { expectTrueBillingo } from '../support/billingo-books.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

const NOW = '2026-06-01T10:00:00+02:00';

interface Story {
  readonly key: string;
  readonly documents: number;
  readonly faults: readonly FaultKind[];
}

/** The second firm's books say "expired" of whatever is overdue, partly paid or not: each such document is asked about. */
const STORIES: readonly Story[] = [
  {
    key: 'sandbox-duna',
    documents: 500,
    faults: [
      '429',
      '5xx-burst',
      'cut',
      'html',
      'ignore-filter',
      'empty-page',
      'repeat-page',
      'reorder',
      'bad-row',
    ],
  },
  { key: 'sandbox-duna-expired', documents: 200, faults: ['cut', 'ignore-filter'] },
];

describe.each(STORIES)('the books of $key in Billingo', ({ key, documents, faults }) => {
  let world: SyncWorld;
  let synced: SyncedFirm;

  beforeAll(async () => {
    // a budget that is spent several times before a pass is through
    world = await startSyncWorld(NOW, { invoices: documents }, { SYNC_READS_PER_RUN: '30' });
    synced = await SyncedFirm.make(world, key, key, 'billingo');
  });
  afterAll(() => world.close());

  const control = () => world.sandbox.billingo;
  const today = (): LocalDate => localDate(dayIn('Europe/Budapest', world.clock.now()));
  const expectTruth = () => expectTrueBillingo(control(), synced.firm, key, today());
  const nextDay = async () => {
    world.clock.advance({ days: 1, minutes: 5 });
    return synced.syncToTheEnd();
  };
  const isDue = (document: BookDocument) =>
    document.kind === 'invoice' &&
    !document.isCancelled &&
    openMinor(document) > 100_000 &&
    document.dueOn <= today() &&
    !control()
      .documents(key)
      .some(({ correctsId }) => correctsId === document.id);
  const due = (index: number) => control().documents(key).filter(isDue)[index]!;
  const stored = async (id: number) =>
    (
      await synced.firm.rows(
        `select i.balance_minor::int as balance, i.cancelled_on is not null as "isCancelled", i.removed_on is not null as "isRemoved", c.state, c.closed_reason as reason
           from invoices i left join cases c on c.account_id = i.account_id and c.invoice_id = i.id
          where i.account_id = $1 and i.external_id = $2`,
        String(id),
      )
    )[0];

  it('come in as they are, over as many runs as the budget asks for', async () => {
    expect((await synced.sync()).state).toBe('paused');
    await synced.syncToTheEnd();
    expect(await expectTruth()).toBeGreaterThan(50);
    expect(await synced.firm.rows('select reason from sync_issues where account_id = $1')).toEqual(
      [],
    );
  });

  it('bring in what is new, in forints and to the cent in euro', async () => {
    const forints = control().issue(key, { grossMinor: 12_700_000, dueOn: '2026-05-20' });
    const euros = control().issue(key, { grossMinor: 9_999, currency: 'EUR', dueOn: '2026-05-20' });
    await synced.syncToTheEnd();
    expect(await stored(forints.id)).toMatchObject({ balance: 12_700_000, state: 'active' });
    expect(await stored(euros.id)).toMatchObject({ balance: 9_999, state: 'active' });
    await expectTruth();
  });

  it('close what is paid, and keep open what is left of the rest', async () => {
    const [paid, partly] = [due(0), due(1)];
    control().pay(key, { id: paid.id });
    control().partPay(key, { id: partly.id, amountMinor: 4_000 });
    await synced.syncToTheEnd();
    expect(await stored(paid.id)).toMatchObject({ balance: 0, state: 'closed', reason: 'paid' });
    expect(await stored(partly.id)).toMatchObject({ balance: openMinor(partly) - 4_000 });
    await expectTruth();
  });

  it('count a reduction against its invoice, and an addition as a debt of its own', async () => {
    const [reduced, raised] = [due(2), due(3)];
    control().correct(key, { id: reduced.id, grossMinor: -10_000 });
    const addition = control().correct(key, { id: raised.id, grossMinor: 20_000 });
    await synced.syncToTheEnd();
    expect(await stored(reduced.id)).toMatchObject({ balance: openMinor(reduced) - 10_000 });
    expect(await stored(addition.id)).toMatchObject({ balance: 20_000, state: 'active' });
    await expectTruth();
  });

  it('have nobody owe what is cancelled, and take no payment for it', async () => {
    const { id } = due(4);
    control().cancel(key, { id });
    await synced.syncToTheEnd();
    expect(await stored(id)).toMatchObject({ isCancelled: true, state: 'closed' });
    expect(
      await synced.firm.rows(
        `select 1 from allocations a join invoices i on i.account_id = a.account_id and i.id = a.invoice_id where a.account_id = $1 and i.external_id = $2`,
        String(id),
      ),
    ).toEqual([]);
    await expectTruth();
  });

  it('lose what is deleted, and take back a payment that went back, by the next day', async () => {
    const { id } = due(5);
    control().remove(key, { id });
    const paid = control()
      .documents(key)
      .find(({ kind, payments }) => kind === 'invoice' && payments.length === 1)!;
    control().unpay(key, { id: paid.id });
    await nextDay();
    expect(await stored(id)).toMatchObject({ isRemoved: true, state: 'closed' });
    await expectTruth();
  });

  it('write nothing when nothing has changed', async () => {
    const versions = () =>
      synced.firm.rows(
        `select md5(string_agg(v, ',' order by v)) as sum from (
           select xmin::text || ctid::text as v from invoices where account_id = $1
           union all select xmin::text || ctid::text from invoice_lines where account_id = $1
           union all select xmin::text || ctid::text from clients where account_id = $1) x`,
      );
    const before = await versions();
    await synced.firm.rows('update connections set full_pass_at = null where account_id = $1');
    expect(await synced.syncToTheEnd()).toMatchObject({
      state: 'succeeded',
      counts: { new: 0, updated: 0, closed: 0 },
    });
    expect(await versions()).toEqual(before);
  });

  it.each(faults)('are true again after %s', async (kind) => {
    control().pay(key, { id: due(6).id });
    control().issue(key, { grossMinor: 1_000_000, dueOn: today() });
    control().fault({ match: '^/documents$', kind, times: 3 });
    world.clock.advance({ days: 1, minutes: 5 });
    await synced.sync();
    control().clearFaults();
    await synced.syncToTheEnd();
    await nextDay();
    await expectTruth();
  });
});
