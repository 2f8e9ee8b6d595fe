import type { ProviderContext } from '@invoicetracker/provider-kit';

import { failureOf, unexpectedAnswer } from './failure.js';

/**
 * What stands at a path, or `gone`. Only Billingo's own 404 counts as gone: one without its JSON body comes from
 * something in between, and a document must not be taken for deleted because of that.
 */
export async function getDetail(context: ProviderContext, path: string): Promise<unknown> {
  const response = await context.request({ method: 'GET', path });
  if (response.status === 200) return response.body;
  if (response.status !== 404) throw failureOf(response);
  const body = response.body as { error?: { message?: unknown } } | null | undefined;
  if (typeof body?.error?.message !== 'string') throw unexpectedAnswer(404);
  return 'gone';
}
