import { isLocalDate, localDate, type LocalDate } from '@invoicetracker/calendar';
import { parseAmount, type Money } from '@invoicetracker/money';
import { parseDecimal, type Rational } from '../exact/rational.js';
import { NotSupported, type Fields } from './example.js';

/** The text there, or null where the field is missing or null. */
export function textIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new NotSupported(`"${name}" is neither text nor a number`);
}

export function needText(fields: Fields, name: string): string {
  return textIn(fields, name) ?? missing(name);
}

export function dayIn(fields: Fields, name: string): LocalDate | null {
  const text = textIn(fields, name);
  if (text === null || isLocalDate(text)) return text === null ? null : localDate(text);
  throw new NotSupported(`"${name}" is no day: ${text}`);
}

export function needDay(fields: Fields, name: string): LocalDate {
  return dayIn(fields, name) ?? missing(name);
}

/** The first of these fields that has a day. */
export function firstDayIn(fields: Fields, names: readonly string[]): LocalDate | null {
  for (const name of names) {
    const day = dayIn(fields, name);
    if (day !== null) return day;
  }
  return null;
}

export function numberIn(fields: Fields, name: string): Rational | null {
  const text = textIn(fields, name);
  return text === null ? null : parseDecimal(text);
}

export function needNumber(fields: Fields, name: string): Rational {
  return numberIn(fields, name) ?? missing(name);
}

export function needWhole(fields: Fields, name: string): number {
  const text = needText(fields, name);
  if (!/^-?\d{1,9}$/.test(text)) throw new NotSupported(`"${name}" is no whole number: ${text}`);
  return Number(text);
}

export function amountIn(fields: Fields, name: string, currency: string): Money | null {
  const text = textIn(fields, name);
  return text === null ? null : parseAmount(text, currency);
}

export function needAmount(fields: Fields, name: string, currency: string): Money {
  return amountIn(fields, name, currency) ?? missing(name);
}

/** The objects of a list; none where the field is missing. */
export function listIn(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name] ?? [];
  if (!Array.isArray(value)) throw new NotSupported(`"${name}" is no list`);
  return value.map((part) => fieldsOf(part, name));
}

export function needList(fields: Fields, name: string): readonly Fields[] {
  return fields[name] === undefined ? missing(name) : listIn(fields, name);
}

/** The object there, or null where the field is missing or null. */
export function objectIn(fields: Fields, name: string): Fields | null {
  const value = fields[name];
  return value === undefined || value === null ? null : fieldsOf(value, name);
}

function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new NotSupported(`"${name}" has a part that is no object`);
}

function missing(name: string): never {
  throw new NotSupported(`"${name}" is missing`);
}
