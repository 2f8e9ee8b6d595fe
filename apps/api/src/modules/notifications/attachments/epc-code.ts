import { cutText } from './cut-text.js';

/** A transfer in euro to an IBAN. */
export interface EuroTransfer {
  readonly recipient: string;
  readonly iban: string;
  /** Cents. */
  readonly amountMinor: bigint;
  readonly title: string;
}

const RECIPIENT_LENGTH = 70;
export const EPC_TITLE_LENGTH = 140;
const LARGEST_AMOUNT = 99_999_999_999n;
/** Bytes a code may have: version 13 of QR at error correction M. */
const LARGEST_PAYLOAD = 331;

/**
 * The text of a euro transfer code (EPC069-12, version 002 without BIC, UTF-8, unstructured text). It is
 * drawn with error correction M.
 *
 * @returns null where the IBAN or the amount is not one, or the recipient has no name
 */
export function epcCode(transfer: EuroTransfer): string | null {
  const iban = transfer.iban.replaceAll(/[\s-]/g, '').toUpperCase();
  const recipient = cutText(oneLine(transfer.recipient), RECIPIENT_LENGTH);
  if (!isIban(iban) || recipient === '') return null;
  if (transfer.amountMinor < 1n || transfer.amountMinor > LARGEST_AMOUNT) return null;
  const head = [
    'BCD',
    '002',
    '1',
    'SCT',
    '',
    recipient,
    iban,
    amountText(transfer.amountMinor),
    '',
    '',
  ];
  const room = LARGEST_PAYLOAD - Buffer.byteLength(`${head.join('\n')}\n`);
  const title = cutBytes(cutText(oneLine(transfer.title), EPC_TITLE_LENGTH), room);
  return [...head, title].join('\n');
}

function amountText(cents: bigint): string {
  return `EUR${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}

/** Letters, length and the check digits of ISO 13616 (remainder 1 of 97). */
function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`]
    .map((sign) => parseInt(sign, 36))
    .join('');
  return BigInt(digits) % 97n === 1n;
}

/** Lines part the fields, so no field may have a break. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function cutBytes(text: string, bytes: number): string {
  const signs = [...text];
  while (Buffer.byteLength(signs.join('')) > bytes) signs.pop();
  return signs.join('');
}
