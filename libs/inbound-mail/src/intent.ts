import type { LocalDate } from '@invoicetracker/calendar';

/**
 * What a person seems to say, the gravest first: insolvency stops everything, a complaint goes to a person, `stop` wants no
 * more mail, the rest says how the money stands or when somebody is back. A person confirms before anything is done with it.
 */
export const INTENTS = [
  'insolvency',
  'complaint',
  'stop',
  'dispute',
  'wrong-person',
  'says-paid',
  'asks-for-instalments',
  'asks-for-time',
  'promise',
  'absent',
] as const;
export type IntentKind = (typeof INTENTS)[number];

export interface Intent {
  readonly kind: IntentKind;
  /** the sentence that decided, at most 200 characters */
  readonly words: string;
  /** of a promise, a payment, a request for time or an absence: the day it names */
  readonly day: LocalDate | null;
}

/** A way of saying something in one language, tried on each sentence. */
export interface IntentRule {
  readonly intent: IntentKind;
  readonly says: RegExp;
  /** what turns its meaning round */
  readonly unless?: RegExp;
}
