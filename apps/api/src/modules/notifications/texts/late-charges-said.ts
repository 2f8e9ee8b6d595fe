import { type Money, sumByCurrency } from '@invoicetracker/money';

import type { Language } from '../../identity/contract/languages.js';
import { formatAmounts, formatDay } from './customs.js';
import { CHARGE_WORDS } from './late-charge-words.js';
import { askedFor, type InvoiceFacts, type NoticeFacts } from './notice-facts.js';

/** A charge as a line of its own, beside the invoice it belongs to. */
export interface ChargeLine {
  readonly label: string;
  readonly amount: Money;
  /** what else there is to say; empty for nothing */
  readonly note: string;
  /** it is asked for, and part of every total */
  readonly isClaimed: boolean;
}

/** The charges that are asked for beside an invoice. */
export function claimedOn({ charges }: InvoiceFacts): Money[] {
  return [charges?.interest, charges?.compensation].flatMap(claimedAmount);
}

/** What is asked for on all of them, charges too, per currency. */
export function totalAskedFor(invoices: readonly InvoiceFacts[]): Money[] {
  return sumByCurrency([...askedFor(invoices), ...invoices.flatMap(claimedOn)]);
}

/** The charges of an invoice in words; none where its stage does not speak of them. */
export function chargeLines(
  { charges }: InvoiceFacts,
  { today }: Pick<NoticeFacts, 'today'>,
  language: Language,
): ChargeLine[] {
  if (!charges) return [];
  const words = CHARGE_WORDS[language];
  const { interest, compensation, daily } = charges;
  const grows = daily.minor > 0n ? words.grows(formatAmounts([daily], language)) : '';
  return [
    ...(interest
      ? [{ ...interest, label: words.interest(formatDay(today, language)), note: grows }]
      : []),
    ...(compensation ? [{ ...compensation, label: words.compensation, note: '' }] : []),
  ];
}

/** The law behind the charges, in words; empty where a letter speaks of none. */
export function legalBasis({ invoices }: NoticeFacts, language: Language): string {
  const charges = invoices.flatMap((invoice) => invoice.charges ?? []);
  const { basis } = CHARGE_WORDS[language];
  return [
    ...new Set(charges.map((one) => basis[one.law][one.isConsumer ? 'consumer' : 'business'])),
  ].join('; ');
}

/** Whether any charge is asked for: then a letter does not only reserve the right to it. */
export function isAnyClaimed({ invoices }: NoticeFacts): boolean {
  return invoices.some((invoice) => claimedOn(invoice).length > 0);
}

/** The sum of one kind of charge over all invoices, in words; empty where there is none. */
export function sumOf(
  { invoices }: NoticeFacts,
  kind: 'interest' | 'compensation' | 'daily',
  language: Language,
): string {
  const amounts = invoices.flatMap(({ charges }) => {
    if (!charges) return [];
    return kind === 'daily' ? charges.daily : (charges[kind]?.amount ?? []);
  });
  return formatAmounts(sumByCurrency(amounts), language);
}

/** Everything open with everything the law adds, whether asked for already or not. */
export function totalClaim({ invoices }: NoticeFacts, language: Language): string {
  const amounts = invoices.flatMap(({ charges }) => [
    ...(charges?.interest ? [charges.interest.amount] : []),
    ...(charges?.compensation ? [charges.compensation.amount] : []),
  ]);
  return formatAmounts(sumByCurrency([...askedFor(invoices), ...amounts]), language);
}

function claimedAmount(charge: { amount: Money; isClaimed: boolean } | null | undefined): Money[] {
  return charge?.isClaimed ? [charge.amount] : [];
}
