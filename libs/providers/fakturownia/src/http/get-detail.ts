import type { ProviderContext } from '@invoicetracker/provider-kit';

import { failureOf, unexpectedAnswer } from './failure.js';

type Query = readonly (readonly [name: string, value: string])[];

/**
 * One object by its path, or `gone`. Only a 404 that carries JSON counts as gone: one without it comes from something
 * in between, or from a subdomain that is nobody's, and a document must not be taken for deleted because of that.
 *
 * @param query never anything but what a caller wrote itself: `send_to_ksef` on this address files the invoice
 */
export async function getDetail(
  context: ProviderContext,
  path: string,
  query: Query = [],
): Promise<unknown> {
  const response = await context.request({ method: 'GET', path, query });
  if (response.status === 200) return response.body;
  if (response.status !== 404) throw failureOf(response);
  if (typeof response.body !== 'object' || response.body === null) throw unexpectedAnswer(404);
  return 'gone';
}
