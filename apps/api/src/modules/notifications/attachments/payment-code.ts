import { type PaymentInstruction } from '../texts/payment-instructions.js';
import type { FirmFacts } from '../texts/notice-facts.js';
import { EPC_TITLE_LENGTH, epcCode } from './epc-code.js';
import { transferTitle } from './transfer-title.js';
import { ZBP_LARGEST_AMOUNT, ZBP_TITLE_LENGTH, zbpCode } from './zbp-code.js';

/** What a banking app reads off a picture instead of having it typed. */
export interface PaymentCode {
  readonly kind: 'zbp' | 'epc';
  readonly payload: string;
  /** L for the Polish code, M for the European one: each standard names its own. */
  readonly errorCorrection: 'L' | 'M';
  /** False where the payer still has to type how much. */
  readonly hasAmount: boolean;
}

/**
 * The code for one transfer; null where there is none: the account is not known, the amounts are of several
 * currencies or of one without a standard, or Polish split payment is asked for, whose title no code can carry.
 */
export function paymentCode(instruction: PaymentInstruction, firm: FirmFacts): PaymentCode | null {
  const [total, ...others] = instruction.totals;
  if (total === undefined || others.length > 0 || total.minor <= 0n) return null;
  if (instruction.isSplitPayment) return null;
  if (total.currency === 'PLN') {
    const hasAmount = total.minor <= ZBP_LARGEST_AMOUNT;
    const payload = zbpCode({
      taxNumber: firm.country === 'PL' ? firm.taxNumber : '',
      account: instruction.account,
      amountMinor: hasAmount ? total.minor : null,
      recipient: firm.legalName,
      title: transferTitle(instruction.numbers, ZBP_TITLE_LENGTH),
    });
    return payload === null ? null : { kind: 'zbp', payload, errorCorrection: 'L', hasAmount };
  }
  if (total.currency !== 'EUR') return null;
  const payload = epcCode({
    recipient: firm.legalName,
    iban: instruction.account,
    amountMinor: total.minor,
    title: transferTitle(instruction.numbers, EPC_TITLE_LENGTH),
  });
  return payload === null ? null : { kind: 'epc', payload, errorCorrection: 'M', hasAmount: true };
}
