import { InvalidAmount, UnknownCurrency } from '@invoicetracker/money';
import { InvalidDecimal } from '../exact/rational.js';
import { differencesOf } from './compare-fields.js';
import {
  InvalidExamples,
  NotSupported,
  type Example,
  type ExampleResult,
  type Fields,
} from './example.js';
import { allocation } from './topics/allocation.js';
import { compensation } from './topics/compensation.js';
import { defaultStart } from './topics/default-start.js';
import { dueDateShift } from './topics/due-date-shift.js';
import { electronicOrder } from './topics/electronic-order.js';
import { interest } from './topics/interest.js';
import { interestCap } from './topics/interest-cap.js';
import { limitation } from './topics/limitation.js';
import { metric } from './topics/metric.js';
import { orderForPayment } from './topics/order-for-payment.js';
import { rate } from './topics/rate.js';
import { schedule } from './topics/schedule.js';
import { vatBadDebtRelief } from './topics/vat-bad-debt-relief.js';
import type { Topic } from './example.js';

export { InvalidExamples, type ExampleResult } from './example.js';

/** Everything the product can be asked with an example. */
const TOPICS: Readonly<Record<string, Topic>> = {
  allocation,
  compensation,
  default_start: defaultStart,
  due_date_shift: dueDateShift,
  epu: electronicOrder,
  interest,
  interest_cap: interestCap,
  limitation,
  metric,
  order_for_payment: orderForPayment,
  rate,
  schedule,
  vat_bad_debt_relief: vatBadDebtRelief,
};

/**
 * Works out every example of a parsed file `{ "examples": [...] }` and compares. Throws
 * {@link InvalidExamples} for a value that is no such file.
 */
export function runExamples(file: unknown): readonly ExampleResult[] {
  return examplesOf(file).map(runExample);
}

function runExample(example: Example): ExampleResult {
  const { id, topic } = example;
  const asTopic = Object.hasOwn(TOPICS, topic) ? TOPICS[topic] : undefined;
  if (!asTopic) return notSupported(example, `nothing is known of the topic "${topic}"`);
  try {
    const differences = differencesOf(example.expected, asTopic(example), '');
    const outcome = differences.length === 0 ? 'matched' : 'different';
    return { id, topic, outcome, differences, reason: null };
  } catch (error) {
    if (!isAboutTheExample(error)) throw error;
    return notSupported(example, error.message);
  }
}

function notSupported({ id, topic }: Example, reason: string): ExampleResult {
  return { id, topic, outcome: 'not-supported', differences: [], reason };
}

function isAboutTheExample(error: unknown): error is Error {
  return [NotSupported, InvalidAmount, InvalidDecimal, UnknownCurrency, RangeError].some(
    (kind) => error instanceof kind,
  );
}

function examplesOf(file: unknown): readonly Example[] {
  const list = isObject(file) ? file['examples'] : file;
  if (!Array.isArray(list)) throw new InvalidExamples('a list "examples" is expected');
  return list.map((value, index) => {
    const place = `example ${index + 1}`;
    if (!isObject(value)) throw new InvalidExamples(`${place} is no object`);
    const { id, country, topic, input, expected } = value;
    if (typeof id !== 'string' || typeof topic !== 'string') {
      throw new InvalidExamples(`${place} needs "id" and "topic"`);
    }
    if (!isObject(input) || !isObject(expected)) {
      throw new InvalidExamples(`${id} needs the objects "input" and "expected"`);
    }
    return { id, country: typeof country === 'string' ? country : '-', topic, input, expected };
  });
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
