import { isOnOrAfter, type LocalDate } from '@invoicetracker/calendar';

import { findDays } from './find-day.js';
import { type Intent, type IntentKind, type IntentRule, INTENTS } from './intent.js';
import { ENGLISH } from './rules/en.js';
import { GERMAN } from './rules/de.js';
import { HUNGARIAN } from './rules/hu.js';
import { POLISH } from './rules/pl.js';

/** Whoever writes may write in any of them, whatever language we wrote in. */
const RULES: readonly IntentRule[] = [...POLISH, ...HUNGARIAN, ...GERMAN, ...ENGLISH];
const MOST_WORDS = 200;

/**
 * What the sender seems to say, the gravest first, each kind once.
 *
 * @param text their own words (see `ownText`)
 * @param on the day they wrote
 */
export function readIntents(text: string, on: LocalDate): Intent[] {
  const sentences = sentencesOf(text);
  const found = new Map<IntentKind, Intent>();
  sentences.forEach((sentence, index) => {
    for (const { intent, says, unless } of RULES) {
      if (found.has(intent) || !says.test(sentence) || unless?.test(sentence) === true) continue;
      const around = `${sentence} ${sentences[index + 1] ?? ''}`;
      found.set(intent, {
        kind: intent,
        words: sentence.slice(0, MOST_WORDS),
        day: dayOf(intent, sentence, around, on),
      });
    }
  });
  return INTENTS.flatMap((kind) => found.get(kind) ?? []);
}

const NAMES_A_DAY: ReadonlySet<IntentKind> = new Set([
  'promise',
  'says-paid',
  'asks-for-time',
  'absent',
]);

/** A promise names a day to come, a payment one that was: other days in the sentence are about something else. */
function dayOf(
  kind: IntentKind,
  sentence: string,
  around: string,
  on: LocalDate,
): LocalDate | null {
  if (!NAMES_A_DAY.has(kind)) return null;
  const isFitting = ({ day }: { readonly day: LocalDate }) =>
    kind === 'says-paid' ? isOnOrAfter(on, day) : isOnOrAfter(day, on);
  const named = findDays(sentence, on).filter(isFitting).at(-1);
  return (named ?? findDays(around, on).filter(isFitting).at(0))?.day ?? null;
}

/** Split after marks that end a sentence, but not inside dates, numbers and short forms, and at empty lines. */
function sentencesOf(text: string): string[] {
  return text
    .replace(/([^\n])\n(?=[\p{Ll}\d])/gu, '$1 ')
    .split(/(?<=[!?])\s+|(?<=\p{L}{3}\.)\s+|(?<=\d{4}\.)\s+(?=\p{Lu})|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
