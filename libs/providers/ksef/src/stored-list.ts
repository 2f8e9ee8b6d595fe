import { isCurrency } from '@invoicetracker/money';
import {
  type Finding,
  finding,
  type ProviderContext,
  type SetAside,
  type SetAsideReason,
  told,
} from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { PAGE_SIZE } from './config.js';
import { failureOf, isRefusedFor, REFUSALS, unexpectedAnswer } from './http/failure.js';
import { signedRequest } from './http/signed-request.js';
import { readKsefNumber } from './ksef-number.js';

/** What is asked of the list: the seller's documents by the moment they were stored for good. */
export interface StoredRange {
  /** as KSeF wrote it, to the last digit */
  readonly from: string;
  /** null: until now */
  readonly to: string | null;
  /** an index of pages, not of rows */
  readonly page: number;
}

export interface StoredPage {
  /** numbers of the documents to read, in the order of the list */
  readonly numbers: readonly string[];
  readonly setAside: readonly SetAside[];
  /** false: rows came that cannot have passed the filter, or fewer than a page holds although there are more */
  readonly isFilterHonoured: boolean;
  readonly hasMore: boolean;
  /** the list ends after 10,000 rows: it goes on from the last row's moment */
  readonly isTruncated: boolean;
  readonly lastStoredAt: string | null;
  /** numbers stored at that very moment; they come again */
  readonly lastNumbers: readonly string[];
  /** everything stored before it is in the lists already */
  readonly highWaterMark: string | null;
}

const Moment = z.iso.datetime({ offset: true });

/** Amounts are left alone: they are floating-point numbers here, and `vatAmount` is in PLN whatever the currency. */
const Row = z.object({
  ksefNumber: z.string().refine((text) => readKsefNumber(text) !== null, 'not a KSeF number'),
  permanentStorageDate: Moment,
  seller: z.object({ nip: z.string() }),
  currency: z.string(),
  invoiceType: z.string(),
  formCode: z.object({ value: z.string() }),
  thirdSubjects: z.array(z.object({ role: z.unknown() })).nullish(),
});
type Row = z.output<typeof Row>;

const Envelope = z.object({
  hasMore: z.boolean(),
  isTruncated: z.boolean(),
  permanentStorageHwmDate: Moment.nullish(),
  invoices: z.array(z.unknown()),
});

/**
 * One page of the list.
 *
 * @param except numbers delivered before, where a truncated list goes on
 * @returns `nothing-yet` when `from` lies after what KSeF has made up its mind about
 */
export async function readStoredPage(
  context: ProviderContext,
  range: StoredRange,
  except: ReadonlySet<string>,
): Promise<StoredPage | 'nothing-yet'> {
  const response = await signedRequest(context, {
    method: 'POST',
    path: '/invoices/query/metadata',
    query: [
      ['sortOrder', 'Asc'],
      ['pageOffset', String(range.page)],
      ['pageSize', String(PAGE_SIZE)],
    ],
    body: filtersOf(range),
    isRead: true,
    limit: 'metadata',
  });
  if (isRefusedFor(response, REFUSALS.afterHighWaterMark)) return 'nothing-yet';
  if (response.status !== 200) throw failureOf(response);
  const envelope = Envelope.safeParse(response.body);
  if (!envelope.success) throw unexpectedAnswer(response.status);
  const { hasMore, isTruncated, permanentStorageHwmDate, invoices } = envelope.data;
  const isShort = hasMore && !isTruncated && invoices.length < PAGE_SIZE;
  const sifted = sift(invoices, range, context.credentials.nip ?? '', except);
  return {
    ...sifted,
    isFilterHonoured: sifted.isFilterHonoured && !isShort,
    hasMore,
    isTruncated,
    highWaterMark: permanentStorageHwmDate ?? null,
  };
}

/** Only what the firm sold: with another subject its debts would be taken for claims. */
function filtersOf({ from, to }: StoredRange) {
  return {
    subjectType: 'Subject1',
    dateRange: {
      // by day of issue, whatever is handed in late would never be seen
      dateType: 'PermanentStorage',
      from,
      ...(to === null ? {} : { to }),
      restrictToPermanentStorageHwmDate: true,
    },
  };
}

function sift(
  rows: readonly unknown[],
  range: StoredRange,
  nip: string,
  except: ReadonlySet<string>,
): Pick<StoredPage, 'numbers' | 'setAside' | 'isFilterHonoured' | 'lastStoredAt' | 'lastNumbers'> {
  const numbers = new Set<string>();
  const setAside: SetAside[] = [];
  const moments: { at: string; number: string }[] = [];
  let isFilterHonoured = true;
  for (const raw of rows) {
    const parsed = Row.safeParse(raw);
    if (!parsed.success) {
      setAside.push(aside(raw, 'malformed', ...issuesOf(parsed.error)));
      continue;
    }
    const row = parsed.data;
    if (!passes(row, range, nip)) {
      isFilterHonoured = false;
      continue;
    }
    moments.push({ at: row.permanentStorageDate, number: row.ksefNumber });
    if (except.has(row.ksefNumber)) continue;
    if (numbers.has(row.ksefNumber)) {
      setAside.push(aside(raw, 'duplicate', finding('came-twice')));
      continue;
    }
    const obstacle = obstacleTo(row);
    if (obstacle === null) numbers.add(row.ksefNumber);
    else setAside.push(aside(raw, ...obstacle));
  }
  const last = latest(moments.map(({ at }) => at));
  return {
    numbers: [...numbers],
    setAside,
    isFilterHonoured,
    lastStoredAt: last,
    lastNumbers: moments.filter(({ at }) => at === last).map(({ number }) => number),
  };
}

function passes(row: Row, range: StoredRange, nip: string): boolean {
  const at = Date.parse(row.permanentStorageDate);
  const isInRange =
    at >= Date.parse(range.from) && (range.to === null || at <= Date.parse(range.to));
  return row.seller.nip === nip && isInRange;
}

/** What can be told without reading the document, so that no request is spent on it. */
function obstacleTo(row: Row): [SetAsideReason, Finding] | null {
  if (row.formCode.value !== 'FA')
    return ['unknown-form', finding('form-not-read', 'formCode', row.formCode.value)];
  if (!isCurrency(row.currency)) return ['unknown-currency', finding('not-a-currency', 'currency')];
  if (isFactored(row)) return ['claim-sold', finding('claim-sold')];
  return null;
}

/** A correction is read all the same: what it takes off an invoice of ours is not owed. */
function isFactored({ invoiceType, thirdSubjects }: Row): boolean {
  return !invoiceType.startsWith('Kor') && (thirdSubjects ?? []).some(({ role }) => isFactor(role));
}

/** Role 1 of `Podmiot3`; described as a number, some write it as text. */
export function isFactor(role: unknown): boolean {
  return role === 1 || role === '1' || role === 'Factor';
}

/** Compared as moments, given back as KSeF wrote it: it counts more digits than a Date holds. */
function latest(moments: readonly string[]): string | null {
  return moments.reduce<string | null>((last, at) => {
    if (last === null) return at;
    const difference = Date.parse(at) - Date.parse(last);
    return difference > 0 || (difference === 0 && at > last) ? at : last;
  }, null);
}

function aside(raw: unknown, reason: SetAsideReason, ...findings: readonly Finding[]): SetAside {
  const number = (raw as { ksefNumber?: unknown } | null)?.ksefNumber;
  return {
    collection: 'invoices',
    externalId: typeof number === 'string' ? number : null,
    reason,
    ...told(...findings),
    record: raw,
  };
}

/** Which fields are wrong and how; never what they hold. */
export function issuesOf(error: z.ZodError): Finding[] {
  return error.issues.map((issue) =>
    finding('not-as-described', issue.path.join('.'), issue.message),
  );
}
