import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';
import { z } from 'zod';

/** null and "" both mean empty, and both occur in one object. */
export const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);

/** Calendar days come without a zone: they are Hungarian business days. */
export const Day = Text.pipe(
  z
    .custom<LocalDate>((text) => typeof text === 'string' && isLocalDate(text), 'not a day')
    .nullable(),
);

/**
 * A JSON number as decimal text. Up to fifteen digits a double gives back exactly the digits that were sent, which is
 * every amount below ten thousand milliards with its two decimals; from here on no float is counted with.
 */
export const Decimal = z.number().transform(decimalText);

/** Never in scientific notation, which 0.0000001 would be otherwise. */
function decimalText(value: number): string {
  const text = String(value);
  return text.includes('e')
    ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}

/** Which fields are wrong and how; never what they hold. */
export function issuesOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}
