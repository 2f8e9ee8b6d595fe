import { addDays, type LocalDate } from '@invoicetracker/calendar';
import { compareRationals, decimalText, parseDecimal } from '@invoicetracker/interest';

import type { AddedHow, RateFinding } from '../rates/stored-rates.js';
import { BankFailure } from './bank-failure.js';
import type { Judgement } from './judge-reference.js';
import type { PublishedRate } from './published-rate.js';

/** A share of the rate before that a person looks at first; no fixing of these currencies moved a tenth in a day. */
const LARGEST_STEP = 0.1;
/** A rate so many days older says nothing about a jump any more. */
const NEIGHBOUR_DAYS = 14;
/** A range so long without a single figure is no holiday. */
const SILENT_DAYS = 7;

/** A mid rate that is known here. */
export interface KnownMidRate {
  readonly from: string;
  readonly on: LocalDate;
  readonly rate: ReturnType<typeof parseDecimal>;
  readonly origin: AddedHow | 'product';
}

/** The days that were asked for. */
export interface DayRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * Compares mid rates with those known here: new days are taken over unless the rate jumps, a day that differs is left
 * to a person.
 *
 * @throws BankFailure for figures that cannot be what was asked for
 */
export function judgeExchange(
  published: readonly PublishedRate[],
  known: readonly KnownMidRate[],
  asked: DayRange,
): Judgement {
  if (published.length === 0 && addDays(asked.from, SILENT_DAYS) <= asked.to)
    throw new BankFailure('old-data', `There is no figure from ${asked.from} to ${asked.to}.`);
  const rates = new Map(known.map((each) => [`${each.from} ${each.on}`, each]));
  const findings: RateFinding[] = [];
  const accepted: PublishedRate[] = [];
  for (const each of published.toSorted((left, right) => (left.on < right.on ? -1 : 1))) {
    const { on, currency, value } = each;
    requireBelievable(each, asked);
    const rate = parseDecimal(value);
    const ours = rates.get(`${currency} ${on}`);
    if (ours !== undefined) {
      if (compareRationals(ours.rate, rate) === 0) continue;
      const isDecided = ours.origin === 'person' || ours.origin === 'command';
      findings.push({
        why: isDecided ? 'was-decided' : 'differs',
        on,
        ours: rateText(ours.rate),
        theirs: value,
        currency,
      });
      continue;
    }
    const before = neighbour(rates, currency!, on);
    if (before !== null && isJump(before.rate, rate)) {
      const oursThen = rateText(before.rate);
      findings.push({ why: 'jumps', on, ours: oursThen, theirs: value, currency });
      continue;
    }
    accepted.push(each);
    rates.set(`${currency} ${on}`, { from: currency!, on, rate, origin: 'bank' });
  }
  return { accepted, findings };
}

function requireBelievable({ on, value, currency }: PublishedRate, { from, to }: DayRange): void {
  if (on < from || on > to)
    throw new BankFailure('wrong-days', `${on} was not asked for: ${from} to ${to}.`);
  if (Number(value) <= 0.0001 || Number(value) > 10_000)
    throw new BankFailure('out-of-range', `${value} for 1 ${currency} on ${on} is not believed.`);
}

function neighbour(
  rates: ReadonlyMap<string, KnownMidRate>,
  currency: string,
  on: LocalDate,
): KnownMidRate | null {
  for (let days = 1; days <= NEIGHBOUR_DAYS; days += 1) {
    const found = rates.get(`${currency} ${addDays(on, -days)}`);
    if (found !== undefined) return found;
  }
  return null;
}

function isJump(before: KnownMidRate['rate'], after: KnownMidRate['rate']): boolean {
  const [was, is] = [Number(rateText(before)), Number(rateText(after))];
  return Math.abs(is / was - 1) > LARGEST_STEP;
}

function rateText(rate: KnownMidRate['rate']): string {
  return decimalText(rate, 8).replace(/0{1,4}$/, '');
}
