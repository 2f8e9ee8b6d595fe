import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import { isCurrency } from '@invoicetracker/money';
import type { LocalDate } from '@invoicetracker/calendar';
import {
  type Finding,
  finding,
  type InvoiceRecord,
  type LineRecord,
  told,
} from '@invoicetracker/provider-kit';

import type { AccountFacts } from './account-facts.js';
import { clientKey } from './client-row.js';
import { contentHash } from './content-hash.js';
import type { DefaultBankAccounts } from './default-bank-accounts.js';
import { storable, storableOrNull } from './storable.js';

/** An invoice as our table has it, and what the provider says was paid. */
export interface InvoiceRow {
  readonly record: InvoiceRecord;
  readonly kind: Exclude<InvoiceRecord['kind'], 'cancelled'>;
  readonly number: string;
  readonly clientKey: string;
  readonly dueOn: LocalDate;
  readonly legalDueOn: LocalDate;
  readonly cancelledOn: LocalDate | null;
  readonly bankAccount: string | null;
  readonly bankName: string | null;
  readonly swift: string | null;
  readonly contentHash: string;
}

type Amounts = Pick<LineRecord, 'netMinor' | 'taxMinor' | 'grossMinor'> &
  Partial<Pick<LineRecord, 'unitNetMinor'>>;

/** Why a record cannot become a row. */
export interface Unusable {
  readonly reason: string;
  /** as one sentence for technicians */
  readonly detail: string;
  readonly findings: readonly Finding[];
}

/** Far above any invoice, far below what a bigint column holds even when many are summed up. */
const HIGHEST_MINOR = 10n ** 15n;
const LOWEST_MINOR = -HIGHEST_MINOR;
const FIRST_DAY = '1990-01-01';
const LAST_DAY = '2099-12-31';

/** @returns the row, or why there is none */
export function invoiceRow(
  record: InvoiceRecord,
  account: AccountFacts,
  banks: DefaultBankAccounts,
): InvoiceRow | Unusable {
  const dueOn = record.dueOn ?? (isDebt(record) ? null : (record.issuedOn ?? account.today));
  if (dueOn === null) return { reason: 'no-due-date', ...told(finding('no-term')) };
  const problem = problemOf(record, dueOn);
  if (problem !== null) return problem;
  const content = {
    kind: record.kind === 'cancelled' ? ('invoice' as const) : record.kind,
    number: storable(record.number ?? ''),
    clientKey: clientKey(record.client),
    dueOn,
    legalDueOn: effectiveDueOn(account.country, dueOn),
    ...payTo(record, banks),
  };
  // lists leave the link out, details have it: it must not make a document look changed
  const facts = { ...record, client: undefined, sequence: undefined, payLink: undefined };
  return {
    ...content,
    record,
    cancelledOn: record.kind === 'cancelled' ? account.today : null,
    contentHash: contentHash([content, facts]),
  };
}

export function isUnusable(row: InvoiceRow | Unusable): row is Unusable {
  return 'reason' in row;
}

/** Drafts, pro formas, credit notes and cancelled documents are owed by nobody. */
function isDebt(record: InvoiceRecord): boolean {
  return (
    !record.isDraft &&
    record.kind !== 'proforma' &&
    record.kind !== 'credit_note' &&
    record.kind !== 'cancelled'
  );
}

/** The provider's garbage must not reach a constraint: there it would take the whole page down. */
function problemOf(record: InvoiceRecord, dueOn: LocalDate): Unusable | null {
  if (!isCurrency(record.currency))
    return {
      reason: 'unknown-currency',
      ...told(finding('not-a-currency', null, record.currency)),
    };
  if ([dueOn, record.issuedOn, record.soldOn, record.paidOn].some(isOutOfRange)) {
    return { reason: 'date-out-of-range', ...told(finding('date-out-of-range')) };
  }
  if (hasTooLarge(record) || isTooLarge(record.openMinor) || record.lines.some(hasTooLarge)) {
    return {
      reason: 'amount-out-of-range',
      ...told(finding('amount-out-of-range')),
    };
  }
  return null;
}

function isOutOfRange(day: LocalDate | null): boolean {
  return day !== null && (day < FIRST_DAY || day > LAST_DAY);
}

function hasTooLarge(of: Amounts): boolean {
  return (
    isTooLarge(of.netMinor) ||
    isTooLarge(of.taxMinor) ||
    isTooLarge(of.grossMinor) ||
    (of.unitNetMinor !== undefined && isTooLarge(of.unitNetMinor))
  );
}

function isTooLarge(minor: bigint): boolean {
  return minor > HIGHEST_MINOR || minor < LOWEST_MINOR;
}

/** The invoice's own account, else the firm's account for that currency. */
function payTo(record: InvoiceRecord, banks: DefaultBankAccounts) {
  const own = storableOrNull(record.bankAccount);
  const standard = own === null ? banks.for(record.currency) : null;
  return {
    bankAccount: own ?? standard?.accountNumber ?? null,
    bankName: storableOrNull(record.bankName) ?? standard?.bankName ?? null,
    swift: storableOrNull(record.swift) ?? standard?.swift ?? null,
  };
}
