import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';
import { isCurrency } from '@invoicetracker/money';
import {
  type ClientSnapshot,
  type Finding,
  finding,
  type InvoiceRecord,
  type LineRecord,
  normaliseTaxNumber,
  type SetAside,
  told,
} from '@invoicetracker/provider-kit';
import { attempt } from '@invoicetracker/provider-kit/read-row';

import { correctionChange } from './corrections.js';
import { type Collection, placeOf } from './document-types.js';
import { type ContentRow, type InvoiceRow, invoiceRow, parentIdOf } from './invoice-row.js';
import { dividedBy, exactMinor, roundedMinor } from './minor-units.js';
import {
  countryCode,
  type PartyFacts,
  partyKind,
  partyName,
  streetLine,
  taxNumberOf,
} from './parties.js';
import { type StatedAmounts, statedAmounts } from './stated-amounts.js';
import { idOf } from './wire.js';

/** One row of an answer: what it says, or the reason why it cannot be used, or that it is none of ours. */
export type ReadRow<T> =
  | { readonly kind: 'usable'; readonly record: T }
  | { readonly kind: 'aside'; readonly setAside: SetAside }
  /** of a type nobody asked for */
  | { readonly kind: 'foreign' };

/** A document that was understood, before it is put in our words. */
export interface ReadDocument {
  readonly externalId: string;
  readonly sequence: bigint;
  readonly row: InvoiceRow;
  readonly amounts: StatedAmounts;
  /** the row as it came */
  readonly raw: unknown;
}

export function readDocument(collection: Collection, raw: unknown): ReadRow<ReadDocument> {
  const type = (raw as { type?: unknown } | null)?.type;
  if (typeof type === 'string' && placeOf(type)?.collection !== collection)
    return { kind: 'foreign' };
  const attempted = attempt(invoiceRow, raw);
  if (!attempted.isRead) return aside(collection, raw, 'malformed', ...attempted.findings);
  const row = attempted.value;
  if (!isCurrency(row.currency))
    return aside(collection, raw, 'unknown-currency', finding('not-a-currency', 'currency'));
  const amounts = statedAmounts(row);
  if ('code' in amounts) return aside(collection, raw, 'malformed', amounts);
  const unclear = lineProblem(row);
  if (unclear !== null) return aside(collection, raw, 'malformed', unclear);
  return {
    kind: 'usable',
    record: { externalId: row.id, sequence: BigInt(row.id), row, amounts, raw },
  };
}

/** @param paidOn the day of its last payment, where it is settled; `null` otherwise */
export function debtRecord(read: ReadDocument, paidOn: LocalDate | null): InvoiceRecord {
  const { row, amounts } = read;
  const isCancelled = row.schema_cancelled || row.schema_canceled;
  return {
    ...common('invoices', read),
    kind: isCancelled ? 'cancelled' : (placeOf(row.type)?.kind ?? 'invoice'),
    netMinor: amounts.netMinor,
    taxMinor: amounts.taxMinor,
    grossMinor: amounts.grossMinor,
    // nobody paid what was called off
    openMinor: isCancelled ? amounts.grossMinor - (amounts.paidMinor ?? 0n) : amounts.openMinor,
    paidOn: isCancelled || !amounts.isSettled ? null : (paidOn ?? dayOf(row.modified) ?? row.date),
    correctsExternalId: null,
  };
}

/** @param parent what it corrects, as it came; null when wFirma no longer has it */
export function correctionRecord(
  read: ReadDocument,
  parent: InvoiceRow | null,
): ReadRow<InvoiceRecord> {
  const isComparable = parent?.currency === read.row.currency;
  const change = correctionChange(read.amounts, isComparable ? parent : null);
  if (change === null) {
    const unclear = finding('change-unclear', 'total');
    return aside('corrections', read.raw, 'unclear-correction', unclear);
  }
  return {
    kind: 'usable',
    record: {
      ...common('corrections', read),
      ...change,
      kind: 'credit_note',
      openMinor: change.grossMinor,
      paidOn: null,
      correctsExternalId: parentIdOf(read.row),
    },
  };
}

type Amounts = 'netMinor' | 'taxMinor' | 'grossMinor' | 'openMinor';
type Common = Omit<InvoiceRecord, Amounts | 'kind' | 'paidOn' | 'correctsExternalId'>;

function common(collection: Collection, { externalId, sequence, row }: ReadDocument): Common {
  return {
    collection,
    externalId,
    sequence,
    number: row.fullnumber,
    isDraft: false,
    currency: row.currency,
    issuedOn: row.date,
    soldOn: row.disposaldate_empty ? null : row.disposaldate,
    dueOn: row.paymentdate,
    client: snapshot(row),
    paymentMethod: row.paymentmethod,
    bankAccount: row.company_detail?.bank_account?.replace(/\s/g, '') ?? null,
    bankName: row.company_detail?.bank_name ?? null,
    swift: row.company_detail?.bank_swift ?? null,
    isSplitPayment: row.schema === 'split_payment',
    ksefNumber: null,
    lines: row.invoicecontents.map((content) => line(content, row)),
    payLink: null,
  };
}

function snapshot(row: InvoiceRow): ClientSnapshot {
  const party = row.contractor_detail ?? null;
  const externalId = row.contractor?.id ?? null;
  const facts: PartyFacts = {
    name: party?.name ?? null,
    taxNumber: party?.nip ?? null,
    taxIdType: party?.tax_id_type ?? null,
  };
  return {
    externalId,
    name: partyName(facts, externalId),
    kind: partyKind(facts),
    taxNumber: normaliseTaxNumber(taxNumberOf(facts)),
    street: streetLine(
      party?.street ?? null,
      party?.building_number ?? null,
      party?.flat_number ?? null,
    ),
    postalCode: party?.zip ?? null,
    city: party?.city ?? null,
    country: countryCode(party?.country ?? null),
  };
}

/** Lines have been seen to be exact by `lineProblem`. */
function line(content: ContentRow, { currency, price_type }: InvoiceRow): LineRecord {
  const net = exactMinor(content.netto ?? '0', currency) ?? 0n;
  const gross = exactMinor(content.brutto ?? '0', currency) ?? 0n;
  const quantity = content.count ?? '1';
  // where prices are agreed gross, the net unit price is nowhere said
  const isNetPrice = price_type !== 'brutto' && content.price !== null;
  const unitNet = isNetPrice
    ? roundedMinor(content.price as string, currency)
    : (dividedBy(net, quantity) ?? net);
  return {
    name: content.name ?? '',
    unit: content.unit,
    quantity: plainQuantity(quantity),
    unitNetMinor: unitNet,
    netMinor: net,
    taxMinor: gross - net,
    grossMinor: gross,
    taxSymbol: content.vat,
  };
}

function lineProblem(row: InvoiceRow): Finding | null {
  for (const [index, { netto, brutto }] of row.invoicecontents.entries()) {
    const isExact = [netto, brutto].every(
      (decimal) => decimal !== null && exactMinor(decimal, row.currency) !== null,
    );
    if (!isExact) return finding('not-an-amount', `invoicecontents.${index}`);
  }
  return null;
}

/** "1.0000" is one. */
function plainQuantity(decimal: string): string {
  const [whole = '0', decimals = ''] = decimal.replace(/^(-?)\./, '$10.').split('.');
  const kept = decimals.replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
}

function dayOf(instant: string | null): LocalDate | null {
  const day = instant?.slice(0, 10) ?? '';
  return isLocalDate(day) ? day : null;
}

function aside<T>(
  collection: Collection,
  raw: unknown,
  reason: SetAside['reason'],
  ...findings: readonly Finding[]
): ReadRow<T> {
  return {
    kind: 'aside',
    setAside: { collection, externalId: idOf(raw), reason, ...told(...findings), record: raw },
  };
}
