import { ProviderError } from '@invoicetracker/provider-kit';
import { z } from 'zod';

/** Where inFakt's API lives; the operator's setting may point elsewhere. */
export const INFAKT_API_URL = 'https://api.infakt.pl/api/v3';

/** The documented maximum of rows a page. */
export const PAGE_SIZE = 100;

/** Printable ASCII without blanks: anything else cannot be a header and was pasted by mistake. */
const ApiKey = z.string().regex(/^[\x21-\x7e]{8,200}$/);

/**
 * The header that carries a key.
 * @throws ProviderError `reconnect` / `key-malformed`
 */
export function infaktHeaders(apiKey: string): Record<string, string> {
  const key = ApiKey.safeParse(apiKey.trim());
  if (key.success) return { 'X-inFakt-ApiKey': key.data };
  throw new ProviderError({
    actor: 'reconnect',
    code: 'key-malformed',
    message: 'This cannot be an inFakt API key: copy it again from inFakt.',
  });
}
