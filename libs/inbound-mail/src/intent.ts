import type { LocalDate } from '@invoicetracker/calendar';

/**
 * What a person seems to say, the gravest first: insolvency stops everything, a complaint goes to a person, the rest says
 * how the money stands. A person confirms before anything is done with it.
 */
export const INTENTS = [
  'insolvency',
  'complaint',
  'dispute',
  'wrong-person',
  'says-paid',
  'asks-for-time',
  'promise',
] as const;
export type IntentKind = (typeof INTENTS)[number];

export interface Intent {
  readonly kind: IntentKind;
  /** the sentence that decided, at most 200 characters */
  readonly words: string;
  /** of a promise or a payment: the day it names */
  readonly day: LocalDate | null;
}

/** A way of saying something in one language, tried on each sentence. */
export interface IntentRule {
  readonly intent: IntentKind;
  readonly says: RegExp;
  /** what turns its meaning round */
  readonly unless?: RegExp;
}
