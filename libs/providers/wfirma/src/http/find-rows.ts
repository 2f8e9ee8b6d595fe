import type { ProviderContext } from '@invoicetracker/provider-kit';
import { XMLBuilder } from 'fast-xml-parser';
import { z } from 'zod';

import { failureOf, unexpectedAnswer } from './failure.js';
import { statusCodeOf } from './status-code.js';

/** One of wFirma's modules and what it calls a single record: `invoices`, `invoice`. */
export interface Module {
  readonly plural: string;
  readonly singular: string;
}

export interface Condition {
  /** with the module in front: `Invoice.paymentdate` */
  readonly field: string;
  readonly operator: 'eq' | 'gt' | 'ge' | 'le' | 'in';
  readonly value: string;
}

export interface FindQuery {
  /** all of them hold */
  readonly conditions: readonly Condition[];
  /** ascending by this field */
  readonly order: string;
  /** from 1 */
  readonly page: number;
  readonly limit: number;
}

export interface FoundRows {
  /** the records as they came, without their wrapping, in the server's order */
  readonly rows: readonly unknown[];
  /** how many meet the conditions, on all pages together */
  readonly total: number;
}

const xml = new XMLBuilder({ format: false });

/**
 * Asks a module for records. In XML, because repeated conditions are documented in no other form; the answer is JSON.
 *
 * @throws ProviderError what wFirma refuses; `retry` when the answer is no list
 */
export async function findRows(
  context: ProviderContext,
  { plural, singular }: Module,
  query: FindQuery,
): Promise<FoundRows> {
  const { conditions, order, page, limit } = query;
  const filter = conditions.length === 0 ? {} : { conditions: { condition: conditions } };
  const parameters = { ...filter, order: { asc: order }, page, limit };
  const response = await context.request({
    method: 'POST',
    path: `/${plural}/find`,
    headers: { 'content-type': 'application/xml' },
    body: xml.build({ api: { [plural]: { parameters } } }),
    isRead: true,
  });
  if (statusCodeOf(response.body) !== 'OK') throw failureOf(response);
  const found = listIn(response.body, plural, singular);
  if (found === null) throw unexpectedAnswer(response.status);
  return found;
}

const Total = z.object({
  parameters: z.object({
    total: z.union([
      z.int().nonnegative(),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ]),
  }),
});

/** The records of an answer that is no list but one object, such as that of `get` and `add`. */
export function rowsIn(body: unknown, { plural, singular }: Module): readonly unknown[] {
  const list = (body as Record<string, unknown>)[plural];
  return typeof list === 'object' && list !== null ? numbered(list, singular) : [];
}

/** An object keyed "0", "1", …, with the parameters among them; PHP writes an empty one as a list. */
function listIn(body: unknown, plural: string, singular: string): FoundRows | null {
  const list = (body as Record<string, unknown>)[plural];
  if (Array.isArray(list) && list.length === 0) return { rows: [], total: 0 };
  const parsed = Total.safeParse(list);
  if (!parsed.success) return null;
  return { rows: numbered(list as object, singular), total: parsed.data.parameters.total };
}

function numbered(list: object, singular: string): unknown[] {
  return Object.entries(list)
    .filter(([key]) => /^\d+$/.test(key))
    .map(([, entry]) => unwrapped(entry, singular));
}

/** A row without its wrapping is shown to the reader as it is: there it is set aside with a reason. */
function unwrapped(entry: unknown, singular: string): unknown {
  const isWrapped = typeof entry === 'object' && entry !== null && Object.hasOwn(entry, singular);
  return isWrapped ? (entry as Record<string, unknown>)[singular] : entry;
}
