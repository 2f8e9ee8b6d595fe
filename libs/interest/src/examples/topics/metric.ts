import { money, parseAmount } from '@invoicetracker/money';
import { decimalText, NOTHING, parseDecimal, type Rational } from '../../exact/rational.js';
import { age, ageForReport } from '../../metrics/ageing.js';
import { collectionEffectiveness } from '../../metrics/collection-effectiveness.js';
import { collectionForecast } from '../../metrics/collection-forecast.js';
import {
  averageDaysDelinquent,
  countBackDso,
  daysSalesOutstanding,
} from '../../metrics/days-sales-outstanding.js';
import { weightedDaysLate } from '../../metrics/days-late.js';
import { promisesKept } from '../../metrics/promises-kept.js';
import { rollRates } from '../../metrics/roll-rates.js';
import { NotSupported, type Example, type Fields, type Topic } from '../example.js';
import {
  firstDayIn,
  listIn,
  needDay,
  needList,
  needNumber,
  needText,
  needWhole,
  numberIn,
  objectIn,
  textIn,
} from '../read-fields.js';
import { amountText } from '../write-fields.js';

const two = (value: Rational | null): string | null => value && decimalText(value, 2);

/** Receivables metrics, told apart by what an example gives. */
export const metric: Topic = (example) => {
  const { input } = example;
  if (input['monthly_credit_sales_newest_first'] !== undefined) return countBack(input);
  if (input['invoices'] !== undefined) return ageing(example);
  if (input['paid_invoices'] !== undefined) return daysLate(example);
  if (input['promises'] !== undefined) return promises(input);
  if (input['month_t'] !== undefined) return rolling(input);
  if (input['buckets'] !== undefined) return forecast(input);
  if (input['begin'] !== undefined) return effectiveness(input);
  return outstanding(input);
};

function outstanding(input: Fields): Fields {
  const total = numberIn(input, 'receivables_total') ?? needNumber(input, 'receivables');
  const current = numberIn(input, 'receivables_current');
  const sales = needNumber(input, 'credit_sales');
  const days = needWhole(input, 'days');
  return {
    dso: two(daysSalesOutstanding(total, sales, days)),
    best_possible_dso: current && two(daysSalesOutstanding(current, sales, days)),
    add: current && two(averageDaysDelinquent(total, current, sales, days)),
  };
}

function effectiveness(input: Fields): Fields {
  const cei = collectionEffectiveness({
    openAtStart: needNumber(input, 'begin'),
    creditSales: needNumber(input, 'credit_sales'),
    openAtEnd: needNumber(input, 'end_total'),
    notDueAtEnd: needNumber(input, 'end_current'),
    months: input['months'] === undefined ? 1 : needWhole(input, 'months'),
  });
  return { cei_percent: two(cei) };
}

function countBack(input: Fields): Fields {
  const months = input['monthly_credit_sales_newest_first'];
  if (!Array.isArray(months)) throw new NotSupported('the months of sales are no list');
  const newestFirst = months.map((month: unknown) => {
    if (!Array.isArray(month)) throw new NotSupported('a month is no pair of sales and days');
    return { sales: parseDecimal(String(month[0])), days: Number(month[1]) };
  });
  return { dso_countback: two(countBackDso(needNumber(input, 'ending_receivables'), newestFirst)) };
}

function ageing({ country, input }: Example): Fields {
  const currency = textIn(input, 'currency') ?? 'PLN';
  const asOf = needDay(input, 'as_of');
  const invoices = listIn(input, 'invoices').map((invoice) => ({
    dueOn: needDay(invoice, 'due_date'),
    open: parseAmount(needText(invoice, 'open'), currency),
  }));
  const sums = [
    ...ageForReport(asOf, currency, invoices),
    ...age(country, asOf, currency, invoices),
  ];
  const texts = sums.map(([bucket, sum]) => [
    bucket.replace('not-due', 'not_due'),
    amountText(sum),
  ]);
  const total = invoices.reduce((sum, { open }) => sum + open.minor, 0n);
  return { buckets: Object.fromEntries(texts), total: amountText(money(total, currency)) };
}

/** ME-5 */
function daysLate({ country, input }: Example): Fields {
  const invoices = needList(input, 'paid_invoices').map((invoice) => ({
    amount: needNumber(invoice, 'amount'),
    dueOn: needDay(invoice, 'due_date'),
    paidOn: firstDayIn(invoice, ['payment_date', 'paid_on', 'paid']) ?? needDay(invoice, 'paid_on'),
  }));
  return { weighted_days_late: two(weightedDaysLate(country, invoices)) };
}

/** ME-8 */
function promises(input: Fields): Fields {
  const rates = promisesKept(
    needList(input, 'promises').map((promise) => ({
      promised: needNumber(promise, 'promised'),
      credited: needNumber(promise, 'credited'),
    })),
  );
  return {
    kept_rate_count_percent: two(rates && rates.byCount),
    kept_rate_amount_percent: two(rates && rates.byAmount),
  };
}

/** The last bucket is told by what flowed into it. */
const ROLLS = [
  ['1-30', '31-60', '31-60'],
  ['31-60', '61-90', '61-90'],
  ['61-90', '90+', '90+_inflow'],
] as const;

function rolling(input: Fields): Fields {
  const [before, after] = [objectIn(input, 'month_t') ?? {}, objectIn(input, 'month_t1') ?? {}];
  const { percents, wholePath } = rollRates(
    ROLLS.map(([from, , into]) => ({
      from: needNumber(before, from),
      into: needNumber(after, into),
    })),
  );
  const rolls = ROLLS.map(([from, to], index) => [`roll_${from}_to_${to}`, two(percents[index]!)]);
  return { ...Object.fromEntries(rolls), 'loss_path_1-30_to_90+_percent': two(wholePath) };
}

function forecast(input: Fields): Fields {
  const excluded = excludedIn(input);
  const buckets = listIn(input, 'buckets').map((bucket, index) => ({
    open: needNumber(bucket, 'open'),
    excluded: excluded?.index === index ? excluded.amount : NOTHING,
    probability: needNumber(bucket, 'p30'),
  }));
  return { forecast_30_days: two(collectionForecast(buckets)) };
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** "15000 of the third bucket". */
function excludedIn(input: Fields): { index: number; amount: Rational } | null {
  const text = textIn(input, 'disputed_excluded');
  if (text === null) return null;
  const parts = /^(?<amount>\d+(\.\d+)?) of the (?<ordinal>[a-z]+) bucket$/.exec(text)?.groups;
  const index = ORDINALS.indexOf(parts?.['ordinal'] ?? '');
  if (index < 0) throw new NotSupported(`what is excluded cannot be read: "${text}"`);
  return { index, amount: parseDecimal(parts!['amount']!) };
}
