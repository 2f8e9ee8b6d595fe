import { HUNGARIAN_PRODUCTS } from '../fiction/hungarian-words.js';
import type { SeededRandom } from '../fiction/seeded-random.js';
import { PRODUCTS } from '../fiction/words.js';
import type { BookLine } from './book-document.js';
import type { BooksCountry } from './books-plan.js';

export interface GivenLine {
  readonly name: string;
  readonly unit?: string;
  readonly quantity: number;
  readonly unitNet: number;
  readonly taxSymbol: string;
}

export interface LineTotals {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
}

const WHOLE_UNITS: readonly string[] = ['szt.', 'usł.', 'os.', 'ryza', 'db', 'hó', 'fő', 'csomag'];
const BASIC_RATE = { PL: 23, HU: 27 } as const;

/** A line of what a firm in this country sells, priced in the client's currency. */
export function inventLine(
  random: SeededRandom,
  country: BooksCountry,
  currency: string,
  isTaxed: boolean,
): BookLine {
  const [name, unit, low, high, symbol] = random.pick<
    readonly [string, string, number, number, string]
  >(country === 'HU' ? HUNGARIAN_PRODUCTS : PRODUCTS);
  const quantity = WHOLE_UNITS.includes(unit) ? random.integer(1, 4) : random.integer(2, 30) / 2;
  const unitNet = priced(random.integer(low, high), country, currency);
  return lineOf({ name, unit, quantity, unitNet, taxSymbol: isTaxed ? symbol : 'np' }, currency);
}

/** Quantity times unit price, then tax on the line, each rounded once; forints are never split. */
export function lineOf(given: GivenLine, currency: string): BookLine {
  const net = rounded(given.quantity * given.unitNet, currency);
  const tax = rounded((net * taxPercent(given.taxSymbol)) / 100, currency);
  return { unit: 'szt.', ...given, net, tax, gross: net + tax, isAfter: null };
}

/** One line that adds up to exactly `gross`, at the country's basic rate. */
export function lineOfGross(gross: number, country: BooksCountry, currency: string): BookLine {
  const rate = BASIC_RATE[country];
  const net = rounded((gross * 100) / (100 + rate), currency);
  return {
    name: country === 'HU' ? 'Szolgáltatás' : 'Usługa',
    unit: country === 'HU' ? 'db' : 'usł.',
    quantity: 1,
    unitNet: net,
    net,
    tax: gross - net,
    gross,
    taxSymbol: String(rate),
    isAfter: null,
  };
}

/** A made-up correction takes something off the first line. */
export function reducedPair(
  lines: readonly BookLine[],
  currency: string,
  random: SeededRandom,
): readonly BookLine[] {
  const before = lines[0] as BookLine;
  const unitNet = Math.round((before.unitNet * random.integer(40, 90)) / 100);
  return pairOf(before, lineOf({ ...before, unitNet }, currency));
}

/** The pair that shows a corrected line as it was and as it is now. */
export function pairOf(before: BookLine, after: BookLine): readonly BookLine[] {
  return [
    { ...before, isAfter: false },
    { ...after, isAfter: true },
  ];
}

/** Of a correction: what it changes, so lines "as it was" count against lines "as it is now". */
export function totalsOf(lines: readonly BookLine[]): LineTotals {
  let [netMinor, taxMinor] = [0, 0];
  for (const line of lines) {
    const sign = line.isAfter === false ? -1 : 1;
    netMinor += sign * line.net;
    taxMinor += sign * line.tax;
  }
  return { netMinor, taxMinor, grossMinor: netMinor + taxMinor };
}

/** "zw", "AAM" (exempt) and "np" (taxed elsewhere) carry no tax. */
export function taxPercent(symbol: string): number {
  return /^\d+$/.test(symbol) ? Number(symbol) : 0;
}

/** Prices are made up in the firm's own money; round figures are good enough abroad. */
function priced(minor: number, country: BooksCountry, currency: string): number {
  const own = country === 'HU' ? 'HUF' : 'PLN';
  if (currency === own) return rounded(minor, currency);
  const inGrosze = country === 'HU' ? minor / 90 : minor;
  if (currency === 'HUF') return Math.ceil(inGrosze * 0.9) * 100;
  return Math.ceil(inGrosze / 425) * 100;
}

function rounded(minor: number, currency: string): number {
  return currency === 'HUF' ? Math.round(minor / 100) * 100 : Math.round(minor);
}
