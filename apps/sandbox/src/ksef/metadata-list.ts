import type { BookClient } from '../books/book-client.js';
import { vanish } from '../books/vanish.js';
import type { PlayerWorld } from '../player.js';
import { type Answer, jsonAnswer } from '../serving/answer.js';
import { ROW_FAULTS } from '../serving/fault-book.js';
import { disturbedPage, spoiltRows, type WireRow } from '../serving/page-faults.js';
import type { PlayerRequest } from '../serving/player.js';
import type { Books } from '../books/books.js';
import { issuedFacts } from './issued-facts.js';
import { refused } from './refusals.js';
import type { KsefSession } from './sign-in.js';
import { hashOf, type StoredDocument, storedDocuments, xmlOf } from './stored-documents.js';

/** Rows a list ends after, whatever there is more. */
const ROWS_PER_RANGE = 10_000;
const LONGEST_RANGE_MS = 92 * 24 * 3_600_000;

interface Filters {
  readonly subjectType: string;
  readonly dateRange: {
    readonly dateType: 'Issue' | 'Invoicing' | 'PermanentStorage';
    readonly from: string;
    readonly to?: string | null;
    readonly restrictToPermanentStorageHwmDate?: boolean | null;
  };
}

/** `POST /invoices/query/metadata`: what a firm sold or bought, without what the documents say about payment. */
export function metadataList(
  world: PlayerWorld,
  request: PlayerRequest,
  session: KsefSession,
  books: Books,
): Answer {
  const { subjectType, dateRange } = request.body as Filters;
  const now = world.clock().getTime();
  const from = Date.parse(dateRange.from);
  const to = dateRange.to == null ? now : Date.parse(dateRange.to);
  if (to - from > LONGEST_RANGE_MS) return refused(request, 21405, 'Zakres przekracza 3 miesiące.');
  const isRestricted = dateRange.restrictToPermanentStorageHwmDate === true;
  if (isRestricted && from > now)
    return refused(request, 21183, 'Zakres wykracza poza dostępny zakres danych.');
  const fault = world.faults.take(request.path, ROW_FAULTS);
  const sold = storedDocuments(books, session.nip);
  const matching = subjectType === 'Subject1' ? sold.filter(isWithin(dateRange, from, to)) : [];
  const ordered = request.query.sortOrder === 'Desc' ? matching.toReversed() : matching;
  const size = Number(request.query.pageSize ?? 10);
  const offset = Number(request.query.pageOffset ?? 0) * size;
  const bought = () => sold.slice(0, 7).map((one) => ({ ...one, isBought: true }));
  const page = disturbedPage<Listed>(
    {
      matching: ordered.slice(0, ROWS_PER_RANGE),
      all: () => [...bought(), ...sold].slice(0, ROWS_PER_RANGE),
    },
    { offset, limit: size },
    fault,
  );
  const rows = page.rows.map((stored) => rowOf(books, session.nip, stored));
  vanish(world.books, session.key, page.rows[0]?.document, fault, world.clock);
  const isAtEnd = offset + size >= page.total;
  return jsonAnswer(200, {
    hasMore: !isAtEnd || ordered.length > ROWS_PER_RANGE,
    isTruncated: isAtEnd && ordered.length > ROWS_PER_RANGE,
    permanentStorageHwmDate:
      dateRange.dateType === 'PermanentStorage'
        ? new Date(Math.min(to, now)).toISOString().replace('Z', '+00:00')
        : null,
    invoices: spoiltRows(rows, fault, {
      'wrong-currency': { currency: 'ZZZ' },
      'bad-row': { permanentStorageDate: 'wczoraj' },
    }),
  });
}

type Listed = StoredDocument & { readonly isBought?: boolean };

function isWithin({ dateType }: Filters['dateRange'], from: number, to: number) {
  return ({ storedAt, document }: StoredDocument) => {
    const at = Date.parse(dateType === 'Issue' ? `${document.issuedOn}T23:00:00Z` : storedAt);
    return at >= from && at <= to;
  };
}

function rowOf(books: Books, nip: string, stored: Listed): WireRow {
  const { document, storedAt, ksefNumber } = stored;
  const client = books.client(document.clientId) as BookClient;
  const us = { nip, name: books.firm.name };
  const them = { identifier: identifierOf(client), name: client.name };
  const xml = xmlOf(books, nip, stored);
  const isBought = stored.isBought === true;
  const isSold = issuedFacts(books, document).factor === 'party';
  return {
    ksefNumber,
    invoiceNumber: document.number ?? '',
    issueDate: document.issuedOn,
    invoicingDate: storedAt,
    acquisitionDate: storedAt,
    permanentStorageDate: storedAt,
    seller: isBought ? { nip: '9452121681', name: 'Dostawca Sp. z o.o.' } : us,
    buyer: isBought ? { identifier: { type: 'Nip', value: nip }, name: us.name } : them,
    netAmount: document.netMinor / 100,
    grossAmount: document.grossMinor / 100,
    // in PLN, whatever the currency
    vatAmount: (document.taxMinor * (document.currency === 'PLN' ? 1 : 4.25)) / 100,
    currency: document.currency,
    invoicingMode: 'Online',
    invoiceType: TYPES[document.kind] ?? 'Vat',
    formCode: { systemCode: 'FA (3)', schemaVersion: '1-0E', value: 'FA' },
    isSelfInvoicing: false,
    hasAttachment: false,
    invoiceHash: hashOf(xml),
    thirdSubjects: isSold
      ? [{ identifier: { type: 'Nip', value: '5260001246' }, name: 'Faktor S.A.', role: 1 }]
      : [],
  };
}

const TYPES: Readonly<Record<string, string>> = {
  advance: 'Zal',
  final: 'Roz',
  correction: 'Kor',
  cancellation: 'Kor',
};

function identifierOf({ taxNumber, country }: BookClient) {
  if (taxNumber === null) return { type: 'None' };
  return { type: country === 'PL' ? 'Nip' : 'VatUe', value: taxNumber };
}
