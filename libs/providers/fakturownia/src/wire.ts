import { misread, type Reader, text } from '@invoicetracker/provider-kit/read-row';

export const textOrNumber: Reader<string | null> = (value) =>
  text(typeof value === 'number' ? String(value) : value);

/** A decimal as text: "2.46" as it comes, "2,46" as people send it, or a JSON number. */
export const decimal: Reader<string> = (value) => {
  const written = textOrNumber(value);
  if (written === null) throw misread('missing');
  return written;
};

const YES: readonly unknown[] = [true, 1, '1', 'true', 'yes'];
const NO: readonly unknown[] = [false, 0, '0', 'false', 'no'];

/** Sent as "1" and "0", shown as true and false; null where nothing is said. */
export const flag: Reader<boolean | null> = (value) => {
  if (value === undefined || value === null || value === '') return null;
  if (YES.includes(value)) return true;
  if (NO.includes(value)) return false;
  throw misread('neither-yes-nor-no');
};
