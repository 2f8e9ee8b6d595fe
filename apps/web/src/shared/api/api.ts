import { createApiClient } from '@invoicetracker/api-client';
import { problemFrom } from './problem.js';
import { send } from './send.js';

/** The public API, typed by its OpenAPI file. */
export const api = createApiClient(globalThis.location.origin, send);

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a successful answer; anything else is thrown as a `Problem`. */
export async function dataOf<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) throw problemFrom(response, error);
  return data as T;
}

/** `If-Match` of what was read, so that two people cannot overwrite each other unseen. */
export const ifMatch = (version: number): { 'If-Match': string } => ({
  'If-Match': `W/"${version}"`,
});
