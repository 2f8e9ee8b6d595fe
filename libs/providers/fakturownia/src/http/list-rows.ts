import type { ProviderContext } from '@invoicetracker/provider-kit';

import { PAGE_SIZE } from '../config.js';
import { failureOf, unexpectedAnswer } from './failure.js';

export interface ListQuestion {
  readonly path: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** One page of a list: an array with no envelope, no total and no word about what follows. */
export async function listRows(
  context: ProviderContext,
  { path, parameters }: ListQuestion,
  page: number,
): Promise<readonly unknown[]> {
  const query = [...parameters, ['page', String(page)], ['per_page', String(PAGE_SIZE)]] as const;
  const response = await context.request({ method: 'GET', path, query });
  if (response.status !== 200) throw failureOf(response);
  if (!Array.isArray(response.body)) throw unexpectedAnswer(response.status);
  return response.body;
}
