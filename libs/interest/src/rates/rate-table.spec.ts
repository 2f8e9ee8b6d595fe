import { expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { BASISZINS } from '../de/basiszins.js';
import { percentText, parseDecimal } from '../exact/rational.js';
import { SHIPPED_RATES } from '../law/countries.js';
import { Refusal } from '../law/refusal.js';
import { NBP_REFERENCE } from '../pl/nbp-reference.js';
import { tableOf, withRows } from './rate-book.js';
import { rateOn, type RateTable } from './rate-table.js';

const percentOn = (table: RateTable, day: string): string | null => {
  const row = rateOn(table, localDate(day));
  return row instanceof Refusal ? null : percentText(row.percent);
};
const newRow = (validFrom: string, percent: string) => ({
  validFrom: localDate(validFrom),
  percent: parseDecimal(percent),
  source: 'test',
});

it('G-7 gives a day on which a new rate starts the new rate', () => {
  expect(percentOn(NBP_REFERENCE, '2025-07-02')).toBe('5.25');
  expect(percentOn(NBP_REFERENCE, '2025-07-03')).toBe('5.00');
});

it('knows nothing the day before its first row, and nothing after what was known', () => {
  expect(percentOn(NBP_REFERENCE, '2015-03-05')).toBe('1.50');
  expect(percentOn(NBP_REFERENCE, '2015-03-04')).toBeNull();
  expect(percentOn(NBP_REFERENCE, '2026-12-31')).toBe('3.75');
  expect(percentOn(NBP_REFERENCE, '2027-01-01')).toBeNull();
});

it('says which figure of which day is missing', () => {
  expect(rateOn(NBP_REFERENCE, localDate('2027-01-01'))).toEqual(
    new Refusal('rate-missing', 'The NBP reference rate of 2027-01-01 is not known.', {
      missing: { what: 'rate', table: 'nbp-reference', on: localDate('2027-01-01') },
    }),
  );
});

it('never takes the rate of one half-year for another', () => {
  const late = withRows(SHIPPED_RATES, BASISZINS.id, [newRow('2027-07-01', '1.77')], null);
  const table = tableOf(late, BASISZINS.id);
  expect(percentOn(table, '2026-12-31')).toBe('1.52');
  expect(percentOn(table, '2027-03-01')).toBeNull();
  expect(percentOn(table, '2027-07-01')).toBe('1.77');
});

it('takes a row that somebody adds, in place of one of the same day', () => {
  const corrected = withRows(
    SHIPPED_RATES,
    NBP_REFERENCE.id,
    [newRow('2026-03-05', '3.50')],
    localDate('2027-01-02'),
  );
  const table = tableOf(corrected, NBP_REFERENCE.id);
  expect(table.rows).toHaveLength(NBP_REFERENCE.rows.length);
  expect(percentOn(table, '2027-06-30')).toBe('3.50');
  expect(percentOn(table, '2026-03-04')).toBe('4.00');
  expect(percentOn(NBP_REFERENCE, '2026-03-05')).toBe('3.75');
});

it('knows a table to the end of the half-year in which somebody looked, and no further', () => {
  const through = (lookedOn: string | null, ...rows: ReturnType<typeof newRow>[]) => {
    const looked = lookedOn === null ? null : localDate(lookedOn);
    const table = tableOf(
      withRows(SHIPPED_RATES, NBP_REFERENCE.id, rows, looked),
      NBP_REFERENCE.id,
    );
    return [table.confirmedThrough, table.knownThrough];
  };
  expect(through(null)).toEqual(['2026-09-30', '2026-12-31']);
  expect(through('2026-12-31')).toEqual(['2026-12-31', '2026-12-31']);
  expect(through('2027-01-01')).toEqual(['2027-01-01', '2027-06-30']);
  expect(through(null, newRow('2027-01-01', '3.75'))).toEqual(['2027-01-01', '2027-06-30']);
  expect(through('2026-08-01', newRow('2025-01-01', '5.75'))).toEqual(['2026-09-30', '2026-12-31']);
});

it('keeps the shipped tables in order, without a day twice', () => {
  for (const table of SHIPPED_RATES.tables.values()) {
    const days = table.rows.map((row) => row.validFrom);
    expect(days).toEqual([...new Set(days)].sort());
    expect(table.rows.every((row) => row.source !== '')).toBe(true);
  }
});

it('throws for a table nobody has', () => {
  expect(() => tableOf(SHIPPED_RATES, 'nowhere')).toThrow('nowhere');
});
