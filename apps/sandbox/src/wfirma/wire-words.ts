import { dayIn } from '@invoicetracker/calendar';

const ZONE = 'Europe/Warsaw';

/** Minor units as wFirma writes them: "1193.10". */
export function decimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** What `decimal` writes, back again; null for anything else. */
export function minorOf(text: string): number | null {
  const parts = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text);
  if (parts === null) return null;
  return Number(`${parts[1]}${(parts[2] ?? '').padEnd(2, '0')}`);
}

/** "2026-02-12 11:23:12" in Polish time, without a zone. */
export function instant(iso: string, aheadMs = 0): string {
  const at = new Date(Date.parse(iso) + aheadMs);
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(at);
  return `${dayIn(ZONE, at)} ${time}`;
}

/** "59 1111 2222 3333 4444 5555 6666" */
export function spaced(accountNumber: string): string {
  return `${accountNumber.slice(0, 2)} ${accountNumber.slice(2).replace(/(.{4})(?=.)/g, '$1 ')}`;
}
