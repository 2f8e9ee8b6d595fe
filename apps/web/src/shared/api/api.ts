import createClient from '../../../../../libs/api-client/node_modules/openapi-fetch/dist/index.mjs';
import { problemFrom } from './problem.js';
import { send } from './send.js';
import type { paths } from './temporary-schema.js';

/** The public API, typed by its OpenAPI file. */
export const api = createClient<paths>({
  baseUrl: globalThis.location.origin,
  credentials: 'same-origin',
  fetch: send,
});

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
