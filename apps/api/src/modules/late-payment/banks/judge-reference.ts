import { addDays, type LocalDate } from '@invoicetracker/calendar';
import {
  compareRationals,
  parseDecimal,
  percentText,
  type Rational,
  type RateRow,
} from '@invoicetracker/interest';

import type { AddedHow, RateFinding } from '../rates/stored-rates.js';
import { BankFailure } from './bank-failure.js';
import type { PublishedRate } from './published-rate.js';

/** Percent a year that no central bank here has left behind in decades. */
const LOWEST = parseDecimal('-5');
const HIGHEST = parseDecimal('50');
/** A step in percentage points that a person looks at first; the largest since 2015 was two points. */
const LARGEST_STEP = '3';
/** Decisions are published days before they hold, never months. */
const AHEAD_DAYS = 62;

/** A row that is known here, and where it came from. */
export interface KnownRow extends RateRow {
  readonly origin: AddedHow | 'product';
}

/** What to do with a bank's figures. */
export interface Judgement {
  readonly accepted: readonly PublishedRate[];
  readonly findings: readonly RateFinding[];
}

interface Step {
  readonly on: LocalDate;
  readonly percent: Rational;
  readonly source: string;
}

/**
 * Compares the rates a bank publishes with those known here, change by change. Newer changes are taken over unless they
 * jump; anything that differs from what is known is left to a person, who has the last word.
 *
 * @param slackDays how much later than published a rate may begin here and still be the same
 * @throws BankFailure for figures that cannot be what was asked for
 */
export function judgeReference(
  published: readonly PublishedRate[],
  known: readonly KnownRow[],
  today: LocalDate,
  slackDays = 0,
): Judgement {
  const theirs = changesOf(published, today);
  const people = known.filter(({ origin }) => origin === 'person' || origin === 'command');
  const ours: Step[] = known
    .filter(({ origin }) => origin === 'product' || origin === 'bank')
    .map((row) => ({ on: row.validFrom, percent: row.percent, source: row.source }));
  const newest = ours.at(-1)?.on ?? theirs[0]!.on;
  requireNotOlder(theirs, ours);

  const findings: RateFinding[] = [];
  const isDecided = (on: LocalDate): boolean => people.some((row) => row.validFrom === on);
  for (const on of daysToCompare(theirs, ours, newest)) {
    const [mine, their] = [inForce(ours, on)!, inForce(theirs, on)!];
    const isSame = areEqual(mine, their) || areEqual(inForce(ours, addDays(on, slackDays))!, their);
    if (!isSame && !isDecided(on)) findings.push(finding('differs', on, mine, their));
  }
  for (const row of people) {
    const their = inForce(theirs, row.validFrom);
    if (their !== null && !areEqual(row.percent, their))
      findings.push(finding('was-decided', row.validFrom, row.percent, their));
  }

  const accepted: PublishedRate[] = [];
  let before = inForce(ours, newest);
  for (const step of theirs.filter(({ on }) => on > addDays(newest, -slackDays))) {
    const isKnown = before !== null && areEqual(before, step.percent);
    if (isKnown || step.on <= newest) continue;
    if (!isDecided(step.on) && before !== null && isJump(before, step.percent)) {
      findings.push(finding('jumps', step.on, before, step.percent));
      break;
    }
    if (!isDecided(step.on)) accepted.push(toPublished(step));
    before = step.percent;
  }
  return { accepted, findings };
}

/** In order, one for each change; throws for days and figures nobody believes. */
function changesOf(published: readonly PublishedRate[], today: LocalDate): Step[] {
  const steps = published
    .map(({ on, value, source }) => ({ on, percent: parseDecimal(value), source }))
    .sort((left, right) => (left.on < right.on ? -1 : 1));
  for (const [index, { on, percent }] of steps.entries()) {
    if (compareRationals(percent, LOWEST) < 0 || compareRationals(percent, HIGHEST) > 0)
      throw new BankFailure('out-of-range', `${percentText(percent)} % on ${on} is not believed.`);
    if (on > addDays(today, AHEAD_DAYS))
      throw new BankFailure('wrong-days', `${on} is too far ahead of ${today}.`);
    const twin = steps[index + 1];
    if (twin?.on === on && !areEqual(twin.percent, percent))
      throw new BankFailure('unreadable', `Two figures are given for ${on}.`);
  }
  return steps.filter(
    (step, index) => index === 0 || !areEqual(step.percent, steps[index - 1]!.percent),
  );
}

/** A copy that ends before what is known here, and says otherwise, is an old one. */
function requireNotOlder(theirs: readonly Step[], ours: readonly Step[]): void {
  const [last, newest] = [theirs.at(-1)!, ours.at(-1)];
  if (newest === undefined || last.on >= newest.on || areEqual(last.percent, newest.percent))
    return;
  if (ours.some(({ on, percent }) => on > last.on && !areEqual(percent, last.percent)))
    throw new BankFailure('old-data', `The figures end on ${last.on}; ${newest.on} is known here.`);
}

/** Days of a change on either side, as far as both sides know their rate. */
function daysToCompare(
  theirs: readonly Step[],
  ours: readonly Step[],
  newest: LocalDate,
): LocalDate[] {
  const first = [theirs[0]!.on, ours[0]?.on ?? theirs[0]!.on].sort().at(-1)!;
  const days = new Set([...theirs, ...ours].map(({ on }) => on));
  return [...days].filter((on) => on >= first && on <= newest).sort();
}

function inForce(steps: readonly Step[], on: LocalDate): Rational | null {
  return steps.findLast((step) => step.on <= on)?.percent ?? null;
}

function isJump(before: Rational, after: Rational): boolean {
  const step = Number(percentText(after)) - Number(percentText(before));
  return Math.abs(step) > Number(LARGEST_STEP);
}

function areEqual(left: Rational, right: Rational): boolean {
  return compareRationals(left, right) === 0;
}

function finding(
  why: RateFinding['why'],
  on: LocalDate,
  ours: Rational,
  theirs: Rational,
): RateFinding {
  return { why, on, ours: percentText(ours), theirs: percentText(theirs), currency: null };
}

function toPublished({ on, percent, source }: Step): PublishedRate {
  return { on, value: percentText(percent), currency: null, source };
}
