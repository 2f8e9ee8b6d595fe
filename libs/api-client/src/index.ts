import createClient, { type Client } from 'openapi-fetch';

import type { components, operations, paths } from './schema.js';

/** The API's shapes by name: `Schemas['CaseRow']`. */
export type Schemas = components['schemas'];
export type ApiClient = Client<paths>;
/** What the list of cases can be asked for. */
export type CaseListQuery = operations['Cases_page']['parameters']['query'];

/**
 * A client for the whole API, typed by its OpenAPI file.
 *
 * @param baseUrl where the API is, without `/api/v1`
 * @param send how a request is sent; the caller adds tokens and looks at answers there
 */
export function createApiClient(
  baseUrl: string,
  send: (request: Request) => Promise<Response>,
): ApiClient {
  return createClient<paths>({ baseUrl, fetch: send });
}
