import { daysBetween, isLocalDate, localDate, type LocalDate } from '@invoicetracker/calendar';

/** 35 characters; the first version of KSeF had another dash in the middle of the twelve digits. */
const NUMBER = /^([1-9]\d{9})-(\d{4})(\d{2})(\d{2})-([0-9A-F]{6})(-?)([0-9A-F]{6})-([0-9A-F]{2})$/;
const FIRST_DAY = localDate('2020-01-01');

export interface KsefNumber {
  readonly sellerNip: string;
  /** the day it was accepted, not the day of issue */
  readonly acceptedOn: LocalDate;
  /** rises with the day; unique because the last digits are */
  readonly sequence: bigint;
}

/** Takes a KSeF number apart; null when it is none, its check digits included. */
export function readKsefNumber(text: string): KsefNumber | null {
  const parts = NUMBER.exec(text);
  if (parts === null) return null;
  const [, nip = '', year, month, day, left = '', dash, right = '', check = ''] = parts;
  const accepted = `${year}-${month}-${day}`;
  if (!isLocalDate(accepted)) return null;
  // how the older form is checked is not documented
  if (dash === '' && crc8(text.slice(0, -3)) !== Number.parseInt(check, 16)) return null;
  const acceptedOn = localDate(accepted);
  const days = BigInt(Math.max(0, daysBetween(FIRST_DAY, acceptedOn)));
  return { sellerNip: nip, acceptedOn, sequence: (days << 48n) | BigInt(`0x${left}${right}`) };
}

/** CRC-8, polynomial 0x07, from 0, over everything before the last dash. */
export function crc8(text: string): number {
  let crc = 0;
  for (const byte of Buffer.from(text, 'latin1')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x80 ? 0x07 : 0)) & 0xff;
  }
  return crc;
}
