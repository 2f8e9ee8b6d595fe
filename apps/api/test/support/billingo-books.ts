import { addDays, type LocalDate } from '@invoicetracker/calendar';
import { type BookDocument, type BooksControl, openMinor } from '@invoicetracker/sandbox';
import { expect } from '@jest/globals';

import type { Firm } from '../factories/firm.js';
import { expectTrueCases } from './books.js';

type Row = Record<string, unknown>;

/** Cases open two days ahead, and so far Billingo is asked. */
const DAYS_AHEAD = 2;

/**
 * Holds every invoice, line and case a sync has stored against the books that Billingo is played on, in both directions:
 * what is owed is there to the last coin, and what is there as owed is owed.
 *
 * @returns how many debts were compared
 */
export async function expectTrueBillingo(
  control: BooksControl,
  firm: Firm,
  key: string,
  today: LocalDate,
): Promise<number> {
  const until = addDays(today, DAYS_AHEAD);
  const documents = control.documents(key);
  const debts = documents
    .filter((document) => isOwed(document) && document.dueOn <= until)
    .map((document) => trueInvoice(control, key, document, documents))
    .filter(({ balance }) => balance > 0);
  expect(await storedDebts(firm, until)).toEqual(debts);
  await expectTrueCases(
    firm,
    debts.map((debt) => ({ ...debt, isDraft: false })),
  );
  return debts.length;
}

/** Pro formas, offers, drafts and receipts are documents too, and a reduction belongs to what it reduces. */
function isOwed(document: BookDocument): boolean {
  if (document.isCancelled || openMinor(document) <= 0) return false;
  return ['invoice', 'final', 'advance', 'correction'].includes(document.kind);
}

function trueInvoice(
  control: BooksControl,
  key: string,
  document: BookDocument,
  all: readonly BookDocument[],
) {
  const reductions = all.filter(
    ({ kind, correctsId, grossMinor, isCancelled }) =>
      kind === 'correction' && correctsId === document.id && grossMinor < 0 && !isCancelled,
  );
  const sign = (isAfter: boolean | null) => (isAfter === false ? -1 : 1);
  return {
    id: String(document.id),
    kind: document.kind === 'advance' ? 'advance' : 'invoice',
    number: document.number,
    currency: document.currency,
    net: document.netMinor,
    tax: document.taxMinor,
    gross: document.grossMinor,
    balance: reductions.reduce((sum, { grossMinor }) => sum + grossMinor, openMinor(document)),
    issuedOn: document.issuedOn,
    dueOn: document.dueOn,
    client: String(document.clientId),
    lines: control
      .books(key)
      .linesOf(document)
      .map((line) => [
        line.name,
        sign(line.isAfter) * line.quantity,
        sign(line.isAfter) * line.net,
        sign(line.isAfter) * line.tax,
        sign(line.isAfter) * line.gross,
      ]),
  };
}

/** What is due later may be there as well: changes bring it. */
function storedDebts(firm: Firm, until: LocalDate): Promise<Row[]> {
  return firm.rows(
    `select i.external_id as id, i.kind, i.number, i.currency, i.net_minor::float8 as net, i.tax_minor::float8 as tax, i.gross_minor::float8 as gross,
            i.balance_minor::float8 as balance, i.issued_on::text as "issuedOn", i.due_on::text as "dueOn", l.external_id as client,
            (select coalesce(json_agg(json_build_array(x.name, x.quantity, x.net_minor, x.tax_minor, x.gross_minor) order by x.position), '[]')
               from invoice_lines x where x.account_id = i.account_id and x.invoice_id = i.id) as lines
       from invoices i join clients l on l.account_id = i.account_id and l.id = i.client_id
      where i.account_id = $1 and i.kind <> 'credit_note' and i.balance_minor > 0 and i.cancelled_on is null and i.removed_on is null
        and i.due_on <= $2
      order by i.external_id collate "C"`,
    until,
  );
}
