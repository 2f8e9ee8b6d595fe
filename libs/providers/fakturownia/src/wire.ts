import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';
import { z } from 'zod';

/** null and "" both mean empty. */
export const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);

/** Calendar days come without a zone: they are Polish business days. */
export const Day = Text.pipe(
  z
    .custom<LocalDate>((text) => typeof text === 'string' && isLocalDate(text), 'not a day')
    .nullable(),
);

/** A decimal as text: "2.46" as it comes, "2,46" as people send it, or a JSON number. */
export const Decimal = z.union([z.string().trim().min(1), z.number().transform(String)]);

const YES: readonly unknown[] = [true, 1, '1', 'true', 'yes'];
const NO: readonly unknown[] = [false, 0, '0', 'false', 'no'];

/** Sent as "1" and "0", shown as true and false; null where nothing is said. */
export const Flag = z
  .unknown()
  .optional()
  .transform((value, context): boolean | null => {
    if (value === undefined || value === null || value === '') return null;
    if (YES.includes(value)) return true;
    if (NO.includes(value)) return false;
    context.addIssue({ code: 'custom', message: 'neither yes nor no' });
    return z.NEVER;
  });

/** Which fields are wrong and how; never what they hold. */
export function issuesOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}
