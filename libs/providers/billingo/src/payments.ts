import type { LocalDate } from '@invoicetracker/calendar';
import { finding, type ProviderContext, ProviderError } from '@invoicetracker/provider-kit';
import {
  attempt,
  day,
  decimalNumber,
  misread,
  type Reader,
  row,
  text,
} from '@invoicetracker/provider-kit/read-row';

import { exactMinor } from './amounts.js';
import type { BillingoDocument } from './document.js';
import { unexpectedAnswer } from './http/failure.js';
import { getDetail } from './http/get-detail.js';

const neededDay: Reader<LocalDate> = (value) => {
  const read = day(value);
  if (read === null) throw misread('no-day');
  return read;
};

const paymentRow = row({ date: neededDay, price: decimalNumber, voucher_number: text });

/** One entry of a document's history of payments. */
export interface Payment {
  readonly paidOn: LocalDate;
  readonly amountMinor: bigint;
  readonly voucherNumber: string | null;
  /** as it came, to be sent back whole */
  readonly raw: unknown;
}

/** Prices are taken to be in the document's currency; `conversion_rate` beside them is for the books. */
export async function readPayments(
  context: ProviderContext,
  document: Pick<BillingoDocument, 'externalId' | 'facts'>,
): Promise<readonly Payment[] | 'gone'> {
  const body = await getDetail(context, paymentsPath(document.externalId));
  return body === 'gone' ? 'gone' : paymentsIn(body, document.facts.currency);
}

export function paymentsPath(externalId: string): string {
  return `/documents/${externalId}/payments`;
}

/** @throws ProviderError `reject` when what is paid cannot be read: a debt must not be guessed */
export function paymentsIn(body: unknown, currency: string): readonly Payment[] {
  if (!Array.isArray(body)) throw unexpectedAnswer(200);
  return body.map((raw: unknown) => {
    const attempted = attempt(paymentRow, raw);
    const amountMinor = attempted.isRead ? exactMinor(attempted.value.price, currency) : null;
    if (!attempted.isRead || amountMinor === null) {
      throw new ProviderError({
        actor: 'reject',
        code: 'payments-unreadable',
        message: 'The payments of the document cannot be read.',
        findings: [finding('payments-unreadable')],
      });
    }
    const { date, voucher_number } = attempted.value;
    return { paidOn: date, amountMinor, voucherNumber: voucher_number, raw };
  });
}

/** Whether the document alone does not tell what is open on it. It has no field for what was paid. */
export function needsPayments(document: BillingoDocument): boolean {
  if (document.kind === 'credit_note' || document.isWithoutMoney) return false;
  if (document.isCancelled) return true;
  switch (document.status) {
    case 'partially_paid':
    case 'expired':
      return true;
    case 'paid':
      return document.paidDate === null;
    case 'none':
    case 'outstanding':
      return false;
  }
}

export interface Settlement {
  readonly openMinor: bigint;
  readonly paidOn: LocalDate | null;
}

/**
 * What is still owed, and since when nothing is. The status decides where it says "all" or "nothing"; in between only
 * the payments tell. A cancelled document keeps what was paid on it: cancelling is not paying.
 */
export function settlement(
  document: BillingoDocument,
  payments: readonly Payment[] | null,
): Settlement {
  const { grossMinor } = document.facts;
  if (document.kind === 'credit_note') return { openMinor: grossMinor, paidOn: null };
  const paidMinor = (payments ?? []).reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const rest = { openMinor: grossMinor - paidMinor, paidOn: null };
  if (document.isCancelled) return rest;
  if (document.isWithoutMoney) return { openMinor: 0n, paidOn: document.facts.issuedOn };
  switch (document.status) {
    case 'paid':
    case 'none':
      return { openMinor: 0n, paidOn: settledOn(document, payments ?? []) };
    case 'outstanding':
    case 'expired':
    case 'partially_paid':
      return rest;
  }
}

/** The day of the last payment; without any, such as for what needs none, the day of issue. */
function settledOn(document: BillingoDocument, payments: readonly Payment[]): LocalDate | null {
  const [last = null] = payments
    .map(({ paidOn }) => paidOn)
    .sort()
    .reverse();
  const told = document.status === 'paid' ? document.paidDate : null;
  return told ?? last ?? document.facts.issuedOn;
}
