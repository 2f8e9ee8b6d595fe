import type { LocalDate } from '@invoicetracker/calendar';
import { exponentOf } from '@invoicetracker/money';

import type { FaBody } from './document.js';

export interface Amounts {
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly grossMinor: bigint;
  /** what was still to be paid when the document was issued; nobody tells KSeF what came later */
  readonly openMinor: bigint;
  /** the day everything had been paid on, when that was so at issue */
  readonly paidOn: LocalDate | null;
}

/** What a document claims; of a correction, the difference it makes. */
export function amountsOf(fa: FaBody): Amounts {
  const minor = (text: string | null) => (text === null ? 0n : minorOf(text, fa.KodWaluty));
  const taxMinor = [fa.P_14_1, fa.P_14_2, fa.P_14_3, fa.P_14_4, fa.P_14_5].reduce(
    (sum, tax) => sum + minor(tax),
    0n,
  );
  const total = minor(fa.P_15);
  if (fa.RodzajFaktury.startsWith('KOR')) {
    // the difference to what was issued before; how it is settled is the business of both
    return change(total, taxMinor);
  }
  const toPay = toPayMinor(fa, total, minor);
  // deposits and other charges stand beside the total and are owed with it
  const grossMinor = toPay > total && total >= 0n ? toPay : total;
  const paidOn = paidAtIssueOn(fa);
  const paidInParts = parts(fa).reduce((sum, part) => sum + minor(part.KwotaZaplatyCzesciowej), 0n);
  return {
    netMinor: grossMinor - taxMinor,
    taxMinor,
    grossMinor,
    openMinor: paidOn === null ? toPay - paidInParts : 0n,
    paidOn,
  };
}

function change(grossMinor: bigint, taxMinor: bigint): Amounts {
  const netMinor = grossMinor - taxMinor;
  return { netMinor, taxMinor, grossMinor, openMinor: grossMinor, paidOn: null };
}

/** Minor units of a decimal, rounded half away from zero where it has more digits than the currency (unit prices). */
export function minorOf(text: string, currency: string): bigint {
  const exponent = exponentOf(currency);
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const kept = BigInt(whole + decimals.slice(0, exponent).padEnd(exponent, '0'));
  const minor = (decimals[exponent] ?? '0') >= '5' ? kept + 1n : kept;
  return text.startsWith('-') ? -minor : minor;
}

/** `DoRozliczenia` says that too much was paid before: nothing is to be paid. */
function toPayMinor(fa: FaBody, total: bigint, minor: (text: string | null) => bigint): bigint {
  const settlement = fa.Rozliczenie;
  if (settlement?.DoZaplaty != null) return minor(settlement.DoZaplaty);
  return settlement?.DoRozliczenia != null ? 0n : total;
}

/**
 * An advance invoice documents money that has been received (art. 106b(1)(4) of the VAT Act), whatever is said about
 * payment beside it.
 */
function paidAtIssueOn(fa: FaBody): LocalDate | null {
  const payment = fa.Platnosc;
  if (fa.RodzajFaktury === 'ZAL') return payment?.DataZaplaty ?? fa.P_6 ?? fa.P_1;
  if (payment?.Zaplacono === '1') return payment.DataZaplaty ?? fa.P_1;
  if (payment?.ZnacznikZaplatyCzesciowej !== '2') return null;
  const days = parts(fa).flatMap(({ DataZaplatyCzesciowej: day }) => (day === null ? [] : [day]));
  return days.sort().at(-1) ?? fa.P_1;
}

function parts(fa: FaBody) {
  return fa.Platnosc?.ZaplataCzesciowa ?? [];
}
