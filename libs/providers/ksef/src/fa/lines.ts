import type { LineRecord } from '@invoicetracker/provider-kit';

import { minorOf } from './amounts.js';
import type { FaBody, FaLine } from './document.js';

/**
 * The lines, with the charges that stand beside them. Of a correction, lines that show how it was before count the other
 * way round, so that the lines add up to the difference.
 */
export function linesOf(fa: FaBody): readonly LineRecord[] {
  const charges = fa.Rozliczenie?.Obciazenia ?? [];
  return [
    ...fa.FaWiersz.map((line) => lineRecord(line, fa.KodWaluty)),
    ...charges
      .map(({ Kwota, Powod }) => charge(minorOf(Kwota, fa.KodWaluty), Powod ?? ''))
      .filter(({ grossMinor }) => grossMinor !== 0n),
  ];
}

function lineRecord(line: FaLine, currency: string): LineRecord {
  const minor = (text: string | null) => (text === null ? null : minorOf(text, currency));
  const symbol = line.P_12 ?? line.P_12_XII;
  const sign = line.StanPrzed === '1' ? -1n : 1n;
  const { net, tax } = amountsOfLine(
    minor(line.P_11),
    minor(line.P_11A),
    minor(line.P_11Vat),
    symbol,
  );
  return {
    name: line.P_7 ?? '',
    unit: line.P_8A,
    quantity: negated(line.P_8B ?? '1', sign),
    unitNetMinor: minor(line.P_9A) ?? net,
    netMinor: sign * net,
    taxMinor: sign * tax,
    grossMinor: sign * (net + tax),
    taxSymbol: symbol,
  };
}

/** Lines state their net or their gross value, and the tax only where it is not counted from the rate. */
function amountsOfLine(
  net: bigint | null,
  gross: bigint | null,
  tax: bigint | null,
  symbol: string | null,
): { net: bigint; tax: bigint } {
  const percent = /^\d{1,2}$/.test(symbol ?? '') ? BigInt(symbol as string) : 0n;
  if (net !== null)
    return { net, tax: tax ?? (gross === null ? share(net, percent, 100n) : gross - net) };
  const whole = gross ?? 0n;
  const inside = tax ?? share(whole, percent, 100n + percent);
  return { net: whole - inside, tax: inside };
}

/** amount * part / of, rounded half away from zero */
function share(amount: bigint, part: bigint, of: bigint): bigint {
  const doubled = amount * part * 2n;
  return (doubled + (doubled < 0n ? -of : of)) / (2n * of);
}

function negated(quantity: string, sign: bigint): string {
  if (sign > 0n) return quantity;
  return quantity.startsWith('-') ? quantity.slice(1) : `-${quantity}`;
}

function charge(minor: bigint, reason: string): LineRecord {
  return {
    name: reason,
    unit: null,
    quantity: '1',
    unitNetMinor: minor,
    netMinor: minor,
    taxMinor: 0n,
    grossMinor: minor,
    taxSymbol: null,
  };
}
