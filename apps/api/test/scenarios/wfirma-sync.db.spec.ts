import { type BookDocument, openMinor } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

const NOW = '2026-06-01T10:00:00+02:00';
/** the last due day a sync asks for on that day */
const DUE_UNTIL = '2026-06-03';
const DEBTS: readonly string[] = ['invoice', 'advance', 'final'];

describe('a firm at wFirma', () => {
  let world: SyncWorld;
  let synced: SyncedFirm;

  beforeAll(async () => {
    world = await startSyncWorld(NOW, { invoices: 450 });
    synced = await SyncedFirm.make(world, 'jesion', 'sandbox-jesion', 'wfirma');
  });
  afterAll(() => world.close());

  const control = () => world.sandbox.wfirma;
  const open = (): BookDocument[] =>
    control()
      .documents(synced.key)
      .filter((document) => isOwed(document) && document.dueOn <= '2026-05-20');
  /** what its corrections that are stored change */
  const correctedBy = (id: number) =>
    control()
      .documents(synced.key)
      .filter(({ kind, correctsId }) => kind === 'correction' && correctsId === id)
      .reduce((sum, { grossMinor }) => sum + grossMinor, 0);
  const isOwed = (document: BookDocument) =>
    DEBTS.includes(document.kind) &&
    !document.isCancelled &&
    openMinor(document) + correctedBy(document.id) > 0;

  /** Every stored debt as the books have it, and every debt of the books stored. */
  async function expectTruth(): Promise<void> {
    const books = control().books(synced.key);
    const stored = await synced.firm.rows<{ id: string }>(
      `select i.external_id as id, i.number, i.kind, i.currency, i.net_minor::int as net, i.gross_minor::int as gross,
              greatest(i.balance_minor, 0)::int as balance, i.issued_on::text as issued, i.due_on::text as due,
              i.cancelled_on is not null as cancelled, c.external_id as client, i.bank_account as account,
              (select json_agg(json_build_array(l.name, l.quantity, l.net_minor, l.tax_minor) order by l.position)
                 from invoice_lines l where l.account_id = i.account_id and l.invoice_id = i.id) as lines
         from invoices i left join clients c on c.account_id = i.account_id and c.id = i.client_id
        where i.account_id = $1 and i.kind <> 'credit_note' and i.removed_on is null order by i.external_id`,
    );
    const owed = books.documents().filter((document) => isOwed(document));
    const due = owed.filter(({ dueOn }) => dueOn <= DUE_UNTIL).map(({ id }) => String(id));
    const known = new Set([...due, ...stored.map(({ id }) => id)]);
    expect(stored).toEqual(
      [...known].sort().map((id) => {
        const document = books.document(Number(id)) as BookDocument;
        return {
          id,
          number: document.number,
          kind: document.kind,
          currency: document.currency,
          net: document.netMinor,
          gross: document.grossMinor,
          // what is called off keeps its balance; nobody paid it
          balance:
            isOwed(document) || document.isCancelled
              ? openMinor(document) + correctedBy(document.id)
              : 0,
          issued: document.issuedOn,
          due: document.dueOn,
          cancelled: document.isCancelled,
          client: String(document.clientId),
          account: books.accountFor(document.currency).accountNumber,
          lines: books
            .linesOf(document)
            .map(({ name, quantity, net, tax }) => [name, quantity, net, tax]),
        };
      }),
    );
    expect(
      await synced.firm.rows(
        `select i.external_id as id, c.balance_minor::int as balance from cases c
           join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
          where c.account_id = $1 and c.state = 'active' order by i.external_id`,
      ),
    ).toEqual(
      owed
        .filter(({ dueOn }) => dueOn <= DUE_UNTIL)
        .map((document) => ({
          id: String(document.id),
          balance: openMinor(document) + correctedBy(document.id),
        })),
    );
  }

  it('brings in what is owed, page by page, with lines and clients', async () => {
    const run = await synced.fullSync();
    expect(run).toMatchObject({ state: 'succeeded', error: null });
    await expectTruth();
    const currencies = await synced.firm.rows(
      'select distinct currency from invoices where account_id = $1 order by 1',
    );
    expect(currencies).toEqual([{ currency: 'EUR' }, { currency: 'HUF' }, { currency: 'PLN' }]);
  });

  it('finds nothing to write when nothing has changed', async () => {
    expect(await synced.fullSync()).toMatchObject({
      state: 'succeeded',
      counts: { new: 0, updated: 0, closed: 0 },
    });
  });

  it('follows what happens there: paid, paid in part, corrected, cancelled, deleted, new', async () => {
    const [paid, part, corrected, wiped, cancelled, deleted] = open() as BookDocument[];
    const key = synced.key;
    control().pay(key, { id: paid!.id, paidOn: '2026-05-30' });
    control().partPay(key, { id: part!.id, amountMinor: 100 });
    control().correct(key, { id: corrected!.id, grossMinor: -100 });
    control().correct(key, {
      id: wiped!.id,
      grossMinor: -openMinor(wiped!) - correctedBy(wiped!.id),
    });
    control().cancel(key, { id: cancelled!.id });
    control().remove(key, { id: deleted!.id });
    control().issue(key, { grossMinor: 12_345, issuedOn: '2026-05-06', dueOn: '2026-05-20' });
    control().issue(key, {
      grossMinor: 500_000,
      currency: 'HUF',
      issuedOn: '2026-05-06',
      dueOn: '2026-05-20',
    });
    expect(await synced.fullSync()).toMatchObject({ state: 'succeeded', counts: { new: 4 } });
    await expectTruth();
    expect(await synced.caseOf(paid!.id)).toMatchObject({ state: 'closed', reason: 'paid' });
    expect(await synced.caseOf(wiped!.id)).toMatchObject({ state: 'closed', reason: 'credited' });
    expect(await synced.caseOf(cancelled!.id)).toMatchObject({
      state: 'closed',
      reason: 'cancelled',
    });
    expect(await synced.caseOf(deleted!.id)).toMatchObject({ state: 'closed', reason: 'removed' });
    expect(
      await synced.firm.rows(
        `select p.received_on::text as day from payments p join allocations a on a.account_id = p.account_id and a.payment_id = p.id
           join invoices i on i.account_id = a.account_id and i.id = a.invoice_id where p.account_id = $1 and i.external_id = $2`,
        String(paid!.id),
      ),
    ).toEqual([{ day: '2026-05-30' }]);
    control().unpay(key, { id: paid!.id });
    await synced.fullSync();
    await expectTruth();
    expect(await synced.caseOf(paid!.id)).toMatchObject({ state: 'active' });
  });

  it.each([
    'ignore-filter',
    'reorder',
    'duplicate-rows',
    'repeat-page',
    'wrong-types',
    'vanish',
    'error-200',
    '429',
    'cut',
    'empty-page',
  ] as const)('stays true through %s', async (kind) => {
    control().fault({ match: '^/invoices/find$', kind, after: kind === 'repeat-page' ? 1 : 0 });
    const [one] = open();
    control().partPay(synced.key, { id: one!.id, amountMinor: 1 });
    await synced.fullSync();
    control().clearFaults();
    expect(await synced.fullSync()).toMatchObject({ state: 'succeeded' });
    await expectTruth();
  });

  it('asks for other keys when these die on the way', async () => {
    control().fault({ match: '^/invoices/find$', kind: 'expired-key', after: 1 });
    expect(await synced.fullSync()).toMatchObject({
      state: 'failed',
      error: { code: 'key-refused', actor: 'reconnect' },
    });
    expect(await synced.firm.rows('select state from connections where account_id = $1')).toEqual([
      { state: 'needs_reconnect' },
    ]);
  });
});
