import { cutText } from './cut-text.js';

/** A transfer in złoty to a Polish account. */
export interface ZlotyTransfer {
  /** NIP of the recipient; anything but ten digits is left out. */
  readonly taxNumber: string;
  /** With or without `PL` and blanks. */
  readonly account: string;
  /** Grosze; null: the payer types the amount. */
  readonly amountMinor: bigint | null;
  readonly recipient: string;
  readonly title: string;
}

const RECIPIENT_LENGTH = 20;
export const ZBP_TITLE_LENGTH = 32;
/** Six digits of grosze: 9,999.99 zł. */
export const ZBP_LARGEST_AMOUNT = 999_999n;

/**
 * The text of a Polish transfer code (recommendation of Związek Banków Polskich, December 2013): nine
 * fields parted by bars. It is drawn with error correction L.
 *
 * @returns null where the account is not Polish or the amount does not fit
 */
export function zbpCode(transfer: ZlotyTransfer): string | null {
  const account = transfer.account.replaceAll(/[\s-]/g, '').replace(/^PL/i, '');
  if (!/^\d{26}$/.test(account)) return null;
  const { amountMinor } = transfer;
  if (amountMinor !== null && (amountMinor < 1n || amountMinor > ZBP_LARGEST_AMOUNT)) return null;
  const taxNumber = transfer.taxNumber.replaceAll(/[\s-]/g, '').replace(/^PL/i, '');
  return [
    /^\d{10}$/.test(taxNumber) ? taxNumber : '',
    'PL',
    account,
    String(amountMinor ?? 0n).padStart(6, '0'),
    cutText(oneField(transfer.recipient), RECIPIENT_LENGTH),
    cutText(oneField(transfer.title), ZBP_TITLE_LENGTH),
    '',
    '',
    '',
  ].join('|');
}

/** The bar parts the fields, so no field may have one; nor a line break. */
function oneField(text: string): string {
  return text.replaceAll(/[|\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
