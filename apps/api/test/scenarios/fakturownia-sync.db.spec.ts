import { type BookDocument, openMinor } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

const NOW = '2026-06-01T10:00:00+02:00';
/** the last due day a sync asks for on that day */
const DUE_UNTIL = '2026-06-03';
const DEBTS: readonly string[] = ['invoice', 'advance', 'final'];

describe('a firm at Fakturownia', () => {
  let world: SyncWorld;
  let synced: SyncedFirm;

  beforeAll(async () => {
    world = await startSyncWorld(NOW, { invoices: 450 });
    synced = await SyncedFirm.make(world, 'klon', 'sandbox-klon', 'fakturownia');
  });
  afterAll(() => world.close());

  const control = () => world.sandbox.fakturownia;
  const correctedBy = (id: number) =>
    control()
      .documents(synced.key)
      .filter(({ kind, isCancelled }) => kind === 'correction' && !isCancelled)
      .filter(({ correctsId }) => correctsId === id)
      .reduce((sum, { grossMinor }) => sum + grossMinor, 0);
  const balanceOf = (document: BookDocument) => openMinor(document) + correctedBy(document.id);
  const isClaim = ({ kind, isCancelled }: BookDocument) => DEBTS.includes(kind) && !isCancelled;
  const owed = () =>
    control()
      .documents(synced.key)
      .filter((document) => isClaim(document) && openMinor(document) > 0)
      .filter(({ dueOn }) => dueOn <= DUE_UNTIL);
  /** Every stored debt as the books have it, every debt of the books stored, and a case for each. */
  async function expectTruth(): Promise<void> {
    const books = control().books(synced.key);
    const stored = await synced.firm.rows<{ id: string }>(
      `select i.external_id as id, i.number, i.currency, i.net_minor::int as net, i.gross_minor::int as gross,
              i.balance_minor::int as balance, i.issued_on::text as issued, i.sold_on::text as sold, i.due_on::text as due,
              i.cancelled_on is not null as cancelled, c.external_id as client, i.bank_account as account,
              (select json_agg(json_build_array(l.name, l.quantity, l.net_minor, l.tax_minor) order by l.position)
                 from invoice_lines l where l.account_id = i.account_id and l.invoice_id = i.id) as lines
         from invoices i left join clients c on c.account_id = i.account_id and c.id = i.client_id
        where i.account_id = $1 and i.kind <> 'credit_note' and i.removed_on is null order by i.external_id`,
    );
    const known = new Set([...owed().map(({ id }) => String(id)), ...stored.map(({ id }) => id)]);
    expect(stored).toEqual(
      [...known].sort().map((id) => {
        const document = books.document(Number(id)) as BookDocument;
        const lines = books.linesOf(document);
        return {
          id,
          number: document.number,
          currency: document.currency,
          net: document.netMinor,
          gross: document.grossMinor,
          balance: openMinor(document) === 0 ? 0 : balanceOf(document),
          issued: document.issuedOn,
          sold: document.soldOn,
          due: document.dueOn,
          cancelled: document.isCancelled,
          client: String(document.clientId),
          account: books.accountFor(document.currency).accountNumber,
          lines: lines.map(({ name, quantity, net, tax }) => [name, quantity, net, tax]),
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
      owed()
        .filter((document) => balanceOf(document) > 0)
        .map((document) => ({ id: String(document.id), balance: balanceOf(document) }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  }

  it('brings in what is owed, page by page, with lines and clients', async () => {
    const run = await synced.sync();
    expect(run).toMatchObject({ state: 'succeeded', error: null, pass: 'full' });
    await expectTruth();
    const currencies = await synced.firm.rows(
      'select distinct currency from invoices where account_id = $1 order by 1',
    );
    expect(currencies.length).toBeGreaterThan(1);
    expect(
      await synced.firm.rows(
        "select 1 from invoices where account_id = $1 and pay_link is null and kind <> 'credit_note'",
      ),
    ).toEqual([]);
  });

  it('finds nothing to write when nothing has changed', async () => {
    for (const sync of [() => synced.sync(), () => synced.fullSync()]) {
      expect(await sync()).toMatchObject({
        state: 'succeeded',
        counts: { new: 0, updated: 0, closed: 0 },
      });
    }
  });

  it('follows what happens there by asking for changes: paid, in part, corrected, cancelled, new', async () => {
    const { key } = synced;
    const open = owed().filter(
      ({ id, payments }) => payments.length === 0 && correctedBy(id) === 0,
    );
    const [paid, part, corrected, wiped, cancelled] = open as [
      BookDocument,
      BookDocument,
      BookDocument,
      BookDocument,
      BookDocument,
    ];
    control().pay(key, { id: paid.id, paidOn: '2026-05-30' });
    control().partPay(key, { id: part.id, amountMinor: 100 });
    control().correct(key, { id: corrected.id, grossMinor: -100 });
    control().correct(key, { id: wiped.id, grossMinor: -wiped.grossMinor });
    control().cancel(key, { id: cancelled.id });
    const fresh = { issuedOn: '2026-05-06', dueOn: '2026-05-20' };
    control().issue(key, { grossMinor: 12_345, ...fresh });
    control().issue(key, { grossMinor: 50_000, currency: 'EUR', ...fresh });
    expect(await synced.sync()).toMatchObject({ state: 'succeeded', pass: 'changes' });
    await expectTruth();
    expect(await synced.caseOf(paid.id)).toMatchObject({ state: 'closed', reason: 'paid' });
    expect(await synced.caseOf(wiped.id)).toMatchObject({ state: 'closed', reason: 'credited' });
    expect(await synced.caseOf(cancelled.id)).toMatchObject({
      state: 'closed',
      reason: 'cancelled',
    });
    control().unpay(key, { id: paid.id });
    await synced.sync();
    await expectTruth();
    expect(await synced.caseOf(paid.id)).toMatchObject({ state: 'active' });
  });

  it('learns in a full pass what was deleted, and what a cancelled correction gives back', async () => {
    const { key } = synced;
    const [deleted, corrected] = owed().filter(({ payments }) => payments.length === 0);
    const note = control().correct(key, { id: corrected!.id, grossMinor: -200 });
    await synced.sync();
    await expectTruth();
    control().cancel(key, { id: note.id });
    control().remove(key, { id: deleted!.id });
    expect(await synced.fullSync()).toMatchObject({ state: 'succeeded', pass: 'full' });
    await expectTruth();
    expect(await synced.caseOf(deleted!.id)).toMatchObject({ state: 'closed', reason: 'removed' });
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
  ] as const)('stays true through %s in a full pass', async (kind) => {
    control().fault({ match: '/invoices\\.json$', kind, after: 1 });
    const [one] = owed();
    control().partPay(synced.key, { id: one!.id, amountMinor: 1 });
    await synced.fullSync();
    control().clearFaults();
    expect(await synced.fullSync()).toMatchObject({ state: 'succeeded' });
    await expectTruth();
  });

  it('asks for another token when this one dies on the way', async () => {
    control().fault({ match: '/invoices\\.json$', kind: 'expired-key', after: 1 });
    expect(await synced.fullSync()).toMatchObject({
      state: 'failed',
      error: { code: 'key-refused', actor: 'reconnect' },
    });
    expect(await synced.firm.rows('select state from connections where account_id = $1')).toEqual([
      { state: 'needs_reconnect' },
    ]);
  });
});
