import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';
import { misread, orNull, type Reader } from '@invoicetracker/provider-kit/read-row';

/** wFirma writes everything as text; a number where text belongs is understood as the text it stands for. */
const scalar: Reader<string> = (value) => {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw misread('missing-or-not-text');
  return value;
};

/** null and "" both mean empty. */
export const text: Reader<string | null> = (value) =>
  value === undefined || value === null ? null : scalar(value).trim() || null;

/** "0" stands for no record at all. */
export const id: Reader<string | null> = (value) => {
  const written = text(value);
  if (written !== null && !/^\d{1,19}$/.test(written)) throw misread('not-an-id');
  return written === null || /^0+$/.test(written) ? null : written;
};

/** The id of the record itself. */
export const ownId: Reader<string> = (value) => {
  const written = scalar(value);
  if (!/^[1-9]\d{0,18}$/.test(written)) throw misread('not-an-id');
  return written;
};

/** "2026-02-12 11:23:12" in Polish time; "0000-00-00" is none. */
export const instant: Reader<string | null> = (value) => {
  const written = text(value);
  return written?.startsWith('0000-00-00') === true ? null : written;
};

/** Calendar days are Polish business days; "0000-00-00" is none. */
export const day: Reader<LocalDate | null> = (value) => {
  const written = instant(value);
  if (written === null || isLocalDate(written)) return written;
  throw misread('not-a-day');
};

/** "1193.10", "-5", ".5": text that decimal arithmetic can take, still without a currency. */
export const decimal: Reader<string | null> = (value) => {
  const written = text(value);
  if (written === null || /^-?(?:\d+(?:\.\d*)?|\.\d+)$/.test(written)) return written;
  throw misread('not-a-number');
};

/** "0" and "1". */
export const flag: Reader<boolean> = (value) => {
  const written = text(value);
  return written === '1' || written === 'true';
};

const idOrNull = orNull(ownId);

/** The id of a row that may be anything. */
export function idOf(raw: unknown): string | null {
  return idOrNull((raw as { id?: unknown } | null)?.id);
}
