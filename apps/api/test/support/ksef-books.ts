import {
  type BookDocument,
  type BooksControl,
  isInKsef,
  issuedFacts,
  ksefNumberOf,
} from '@invoicetracker/sandbox';
import { expect } from '@jest/globals';

import type { Firm } from '../factories/firm.js';

type Row = Record<string, unknown>;

/** The firm every key opens books for. */
export const KSEF_NIP = '5252445767';

/**
 * Holds every invoice a sync has stored against the books that KSeF is played on, in both directions: what was issued is
 * there as it was issued, corrected by what came later, and what cannot be dunned is not there.
 *
 * @returns how many were compared
 */
export async function expectTrueKsef(
  control: BooksControl,
  firm: Firm,
  key: string,
): Promise<number> {
  const documents = control.documents(key).filter(isInKsef);
  const truth = documents
    .filter((document) => isDebt(control, key, document))
    .map((document) => trueInvoice(control, key, document, documents));
  expect(await storedInvoices(firm)).toEqual(truth.sort(byId));
  const corrections = documents.filter(({ correctsId }) => correctsId !== null);
  expect(await storedCorrections(firm)).toEqual(
    corrections
      .map((document) => ({
        id: idOf(document),
        gross: document.grossMinor,
        corrects: idOf(control.document(key, document.correctsId as number)),
      }))
      .sort(byId),
  );
  return truth.length;
}

/** Neither sold to a factor nor without a day to pay. */
export function isDebt(control: BooksControl, key: string, document: BookDocument): boolean {
  if (!isInKsef(document) || document.correctsId !== null) return false;
  const facts = issuedFacts(control.books(key), document);
  const hasTerm = Array.isArray(facts.term) || facts.paidOn !== null;
  return facts.factor === null && hasTerm;
}

function trueInvoice(
  control: BooksControl,
  key: string,
  document: BookDocument,
  all: readonly BookDocument[],
) {
  const books = control.books(key);
  const facts = issuedFacts(books, document);
  const corrected = all
    .filter(({ correctsId }) => correctsId === document.id)
    .reduce((sum, { grossMinor }) => sum + grossMinor, 0);
  const gross = document.grossMinor + facts.chargeMinor;
  return {
    id: idOf(document),
    kind: document.kind === 'advance' || document.kind === 'final' ? document.kind : 'invoice',
    number: document.number,
    currency: document.currency,
    tax: document.taxMinor,
    gross,
    balance: gross + corrected - facts.paidMinor,
    issuedOn: document.issuedOn,
    dueOn: Array.isArray(facts.term) ? facts.term.at(-1) : facts.paidOn,
    client: books.client(document.clientId)?.name,
    lines: books.linesOf(document).length + (facts.chargeMinor === 0 ? 0 : 1),
    lineSum: gross,
  };
}

function storedInvoices(firm: Firm): Promise<Row[]> {
  return firm.rows(
    `select i.external_id as id, i.kind, i.number, i.currency, i.tax_minor::float8 as tax, i.gross_minor::float8 as gross, i.balance_minor::float8 as balance,
            i.issued_on::text as "issuedOn", i.due_on::text as "dueOn", l.name as client,
            (select count(*)::int from invoice_lines x where x.account_id = i.account_id and x.invoice_id = i.id) as lines,
            (select sum(x.gross_minor)::float8 from invoice_lines x where x.account_id = i.account_id and x.invoice_id = i.id) as "lineSum"
       from invoices i join clients l on l.account_id = i.account_id and l.id = i.client_id
      where i.account_id = $1 and i.kind <> 'credit_note' and i.removed_on is null order by i.external_id collate "C"`,
  );
}

function storedCorrections(firm: Firm): Promise<Row[]> {
  return firm.rows(
    `select external_id as id, gross_minor::float8 as gross, corrects_external_id as corrects from invoices
      where account_id = $1 and kind = 'credit_note' and removed_on is null order by external_id collate "C"`,
  );
}

function idOf(document: BookDocument): string {
  return ksefNumberOf(document, KSEF_NIP);
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
