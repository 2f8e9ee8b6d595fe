import { dayIn, timeIn } from '@invoicetracker/calendar';

const ZONE = 'Europe/Warsaw';

/** "1230.0", "2.46", "-0.05": as many decimals as needed, and always one. */
export function decimalText(minor: number): string {
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(3, '0');
  const decimals = digits.slice(-2).replace(/0$/, '');
  return `${sign}${digits.slice(0, -2)}.${decimals}`;
}

/** "13.0", "1.5" */
export function quantityText(quantity: number): string {
  return Number.isInteger(quantity) ? `${quantity}.0` : String(quantity);
}

/** An instant as Warsaw's clocks show it, with their offset: "2026-02-02T09:15:22.000+01:00". */
export function warsawInstant(at: Date): string {
  const minute = `${dayIn(ZONE, at)}T${timeIn(ZONE, at)}`;
  const utc = at.toISOString();
  const hours = (Date.parse(`${minute}:00Z`) - Date.parse(`${utc.slice(0, 16)}:00Z`)) / 3_600_000;
  return `${minute}${utc.slice(16, 23)}+0${hours}:00`;
}
