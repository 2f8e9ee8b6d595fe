import type { SeededRandom } from '../fiction/seeded-random.js';
import { PRODUCTS } from '../fiction/words.js';
import type { SandboxLine } from './sandbox-document.js';

/** What one made-up line costs the client: quantity times unit price, then tax on the line, each rounded once. */
export function inventLine(random: SeededRandom, currency: string, isTaxed: boolean): SandboxLine {
  const [name, unit, low, high, symbol] = random.pick(PRODUCTS);
  const isWhole = unit === 'szt.' || unit === 'usł.' || unit === 'os.' || unit === 'ryza';
  const quantity = isWhole ? random.integer(1, 4) : random.integer(2, 30) / 2;
  const unitNet = inCurrency(random.integer(low, high), currency);
  return lineOf({ name, unit, quantity, unitNet, taxSymbol: isTaxed ? symbol : 'np' });
}

export function lineOf(
  given: Pick<SandboxLine, 'name' | 'unit' | 'quantity' | 'unitNet' | 'taxSymbol'>,
): SandboxLine {
  const net = Math.round(given.quantity * given.unitNet);
  const tax = Math.round((net * taxPercent(given.taxSymbol)) / 100);
  return { ...given, net, tax, gross: net + tax, isAfter: null };
}

/** One line that adds up to exactly `gross`, at the basic Polish rate. */
export function lineOfGross(gross: number): SandboxLine {
  const net = Math.round(gross / 1.23);
  return {
    name: 'Usługa',
    unit: 'usł.',
    quantity: 1,
    unitNet: net,
    net,
    tax: gross - net,
    gross,
    taxSymbol: '23',
    isAfter: null,
  };
}

/** "zw" (exempt) and "np" (outside Polish VAT) carry no tax. */
function taxPercent(symbol: string): number {
  return /^\d+$/.test(symbol) ? Number(symbol) : 0;
}

/** Prices are made up in grosze; round figures are good enough abroad. */
function inCurrency(grosze: number, currency: string): number {
  if (currency === 'EUR') return Math.ceil(grosze / 425) * 100;
  if (currency === 'HUF') return Math.ceil(grosze * 0.9) * 100;
  return grosze;
}
