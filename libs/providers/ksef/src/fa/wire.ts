import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';
import { z } from 'zod';

/** An element's text; an empty one says nothing. */
export const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);

export const Day = Text.pipe(
  z
    .custom<LocalDate>((text) => typeof text === 'string' && isLocalDate(text), 'not a day')
    .nullable(),
);

const DECIMAL = /^-?\d{1,16}(?:\.\d{1,8})?$/;

/** A decimal as it was written; it becomes minor units only when the currency is known. */
export const Decimal = Text.pipe(z.string().regex(DECIMAL, 'not a decimal').nullable());
export const NeededDecimal = Text.pipe(z.string().regex(DECIMAL, 'not a decimal'));

/** An element with others in it; an empty one is read as an empty text. */
export function node<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess((value) => (value === '' ? {} : value), z.object(shape));
}

/** One that may be left out. */
export function perhaps<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess((value) => (value === '' ? {} : value), z.object(shape).optional());
}

/** One that may be repeated; see `parseXml`. */
export function several<T extends z.ZodRawShape>(shape: T) {
  return z.array(node(shape)).default([]);
}
