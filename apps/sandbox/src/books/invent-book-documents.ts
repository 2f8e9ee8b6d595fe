import { addDays, localDate } from '@invoicetracker/calendar';

import { SeededRandom } from '../fiction/seeded-random.js';
import type { BookDocument, BookLine, BookPayment, DocumentKind } from './book-document.js';
import { inventLine, reducedPair, totalsOf } from './book-lines.js';
import { documentNumber, NumberRuns } from './book-numbers.js';
import type { BooksPlan } from './books-plan.js';

/** Makes up the books in the order the documents were issued, ids rising with gaps as on a shared server. */
export function inventBookDocuments(
  plan: BooksPlan,
  clientIds: readonly number[],
  currencyOf: (clientId: number) => string,
): BookDocument[] {
  const random = new SeededRandom(plan.seed, plan.player, plan.key, 'documents');
  const timings = Array.from({ length: plan.invoices }, () => timing(plan, random));
  timings.sort((a, b) => a.issuedOffset - b.issuedOffset);
  const days = dayCache(plan.startDay);
  const numbers = new NumberRuns();
  const changeable: BookDocument[] = [];
  const cancelled = new Set<number>();
  let id = 20_000_000 + random.integer(0, 900_000);
  const documents = timings.map((time) => {
    id += random.integer(1, 9);
    const changed = isChange(time.kind) ? takeOne(changeable, random) : undefined;
    const kind = isChange(time.kind) && changed === undefined ? 'invoice' : time.kind;
    const clientId = changed?.clientId ?? random.pick(clientIds);
    const currency = changed?.currency ?? currencyOf(clientId);
    const issuedOn = days(time.issuedOffset);
    const blank = {
      id,
      uuid: random.uuid(id),
      kind,
      number: kind === 'draft' ? null : documentNumber(plan.country, kind, issuedOn, numbers),
      clientId,
      currency,
      issuedOn,
      soldOn: issuedOn,
      dueOn: days(time.dueOffset),
      paymentMethod: random.pick(['transfer', 'transfer', 'transfer', 'cash', 'card'] as const),
      correctsId: changed?.id ?? null,
      lineCount: random.pick([1, 1, 1, 2, 2, 2, 3, 3, 4]),
      isCancelled: false,
    };
    const lines = changed === undefined ? null : changedLines(plan, kind, changed, random);
    const totals = totalsOf(lines ?? madeUpLines(plan, blank));
    const payments =
      kind === 'invoice' || kind === 'final' || kind === 'advance'
        ? madeUpPayments(time, days, totals.grossMinor, random)
        : NOTHING;
    const at = instantOn(payments.at(-1)?.paidOn ?? issuedOn);
    const document: BookDocument = {
      ...blank,
      ...totals,
      lines,
      payments,
      createdAt: instantOn(issuedOn),
      updatedAt: at,
    };
    if (kind === 'cancellation' && changed !== undefined) cancelled.add(changed.id);
    if (kind === 'invoice' && payments.length === 0) changeable.push(document);
    return document;
  });
  return documents.map((document) =>
    cancelled.has(document.id) ? { ...document, isCancelled: true } : document,
  );
}

/** The lines of a made-up document, the same at every call. */
export function madeUpLines(
  plan: BooksPlan,
  document: Pick<BookDocument, 'id' | 'currency' | 'lineCount'>,
): readonly BookLine[] {
  const random = new SeededRandom(plan.seed, plan.player, plan.key, 'lines', document.id);
  const isTaxed = document.currency === (plan.country === 'HU' ? 'HUF' : 'PLN');
  return Array.from({ length: document.lineCount }, () =>
    inventLine(random, plan.country, document.currency, isTaxed),
  );
}

/** What takes a document back altogether. */
export function takenBack(lines: readonly BookLine[]): readonly BookLine[] {
  return lines.map((line) => ({
    ...line,
    quantity: -line.quantity,
    net: -line.net,
    tax: -line.tax,
    gross: -line.gross,
  }));
}

const NOTHING: readonly BookPayment[] = [];

/** share of a lifelike firm's documents, up to this many in a thousand */
const KINDS: readonly (readonly [upTo: number, kind: DocumentKind])[] = [
  [50, 'proforma'],
  [75, 'draft'],
  [105, 'advance'],
  [130, 'final'],
  [145, 'receipt'],
  [155, 'estimate'],
  [185, 'correction'],
  [205, 'cancellation'],
  [1000, 'invoice'],
];

interface Timing {
  readonly kind: DocumentKind;
  readonly issuedOffset: number;
  readonly dueOffset: number;
  readonly paidOffset: number | null;
  readonly isPaidInPart: boolean;
}

function timing(plan: BooksPlan, random: SeededRandom): Timing {
  const isOpenMix = plan.mix === 'open';
  const dueOffset = random.integer(-120, isOpenMix ? 2 : 30);
  const issuedOffset = Math.min(0, dueOffset - random.pick([7, 14, 14, 14, 21, 30, 30]));
  const roll = random.integer(1, 1000);
  const kind = isOpenMix ? 'invoice' : (KINDS.find(([upTo]) => roll <= upTo)?.[1] ?? 'invoice');
  const isPaid = !isOpenMix && random.chance(0.38);
  return {
    kind,
    issuedOffset,
    dueOffset,
    paidOffset: isPaid ? Math.min(0, random.integer(issuedOffset, dueOffset + 20)) : null,
    isPaidInPart: random.chance(0.2),
  };
}

function isChange(kind: DocumentKind): boolean {
  return kind === 'correction' || kind === 'cancellation';
}

/** A cancellation takes everything back, a correction something off the first line. */
function changedLines(
  plan: BooksPlan,
  kind: DocumentKind,
  changed: BookDocument,
  random: SeededRandom,
): readonly BookLine[] {
  const lines = madeUpLines(plan, changed);
  if (kind === 'cancellation') return takenBack(lines);
  return reducedPair(lines, changed.currency, random);
}

function madeUpPayments(
  time: Timing,
  days: (offset: number) => string,
  grossMinor: number,
  random: SeededRandom,
): readonly BookPayment[] {
  if (time.paidOffset === null) return NOTHING;
  const paidOn = days(time.paidOffset);
  const part = Math.floor((grossMinor * random.integer(10, 90)) / 10_000) * 100;
  if (!time.isPaidInPart || part <= 0) return [{ paidOn, amountMinor: grossMinor }];
  const isSettledLater = random.chance(0.3);
  const first = { paidOn, amountMinor: part };
  return isSettledLater
    ? [first, { paidOn: days(Math.min(0, time.paidOffset + 9)), amountMinor: grossMinor - part }]
    : [first];
}

/** Made-up changes happen at nine in the morning, UTC. */
function instantOn(day: string): string {
  return `${day}T09:00:00.000Z`;
}

/** All documents of a day share one string. */
function dayCache(startDay: string): (offset: number) => string {
  const start = localDate(startDay);
  const known = new Map<number, string>();
  return (offset) => {
    const day = known.get(offset) ?? addDays(start, offset);
    known.set(offset, day);
    return day;
  };
}

/** Takes it out, so that nothing is corrected twice. */
function takeOne(list: BookDocument[], random: SeededRandom): BookDocument | undefined {
  if (list.length === 0) return undefined;
  return list.splice(random.integer(Math.max(0, list.length - 40), list.length - 1), 1)[0];
}
