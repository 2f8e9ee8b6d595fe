import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';
import { z } from 'zod';

/** wFirma writes everything as text; a number where text belongs is understood as the text it stands for. */
const Scalar = z.union([z.string(), z.number().transform(String)]);

/** null and "" both mean empty. */
export const Text = Scalar.nullish().transform((text) => text?.trim() || null);

/** "0" stands for no record at all. */
export const Id = Text.pipe(
  z
    .string()
    .regex(/^\d{1,19}$/, 'not an id')
    .nullable(),
).transform((id) => (id === null || /^0+$/.test(id) ? null : id));

/** The id of the record itself. */
export const OwnId = Scalar.pipe(z.string().regex(/^[1-9]\d{0,18}$/, 'not an id'));

/** Calendar days are Polish business days; "0000-00-00" is none. */
export const Day = Text.transform((text) => (text?.startsWith('0000-00-00') ? null : text)).pipe(
  z
    .custom<LocalDate>((text) => typeof text === 'string' && isLocalDate(text), 'not a day')
    .nullable(),
);

/** "2026-02-12 11:23:12" in Polish time. */
export const Instant = Text.transform((text) => (text?.startsWith('0000-00-00') ? null : text));

/** "1193.10", "-5", ".5": text that decimal arithmetic can take, still without a currency. */
export const Decimal = Text.pipe(
  z
    .string()
    .regex(/^-?(?:\d+(?:\.\d*)?|\.\d+)$/, 'not a decimal number')
    .nullable(),
);

/** "0" and "1". */
export const Flag = Text.transform((text) => text === '1' || text === 'true');

/** The id of a row that may be anything. */
export function idOf(raw: unknown): string | null {
  const parsed = OwnId.safeParse((raw as { id?: unknown } | null)?.id);
  return parsed.success ? parsed.data : null;
}

/** Which fields are wrong and how; never what they hold. */
export function issuesOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}
