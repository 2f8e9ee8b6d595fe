import type { FastifyRequest } from 'fastify';

import { DomainError } from '../../../platform/http/domain-error.js';

/**
 * The cookie travels by itself, so what it allows wants three things that another site's page cannot give:
 * a header and a JSON body (a browser asks us before it sends either across sites, and we say no), and no
 * word of the browser that the request began elsewhere.
 *
 * @throws DomainError `cross-site-request`
 */
export function requireOwnPage(request: FastifyRequest, publicUrl: string): void {
  const { headers } = request;
  const isOurs =
    headers['x-requested-with'] === 'InvoiceTracker' &&
    /^application\/json\b/i.test(headers['content-type'] ?? '') &&
    isOwnSite(headers['sec-fetch-site']) &&
    isOwnOrigin(headers.origin, request.host, publicUrl);
  if (isOurs) return;
  throw new DomainError(
    'forbidden',
    'cross-site-request',
    'Send JSON with the header X-Requested-With: InvoiceTracker from the product itself.',
  );
}

function isOwnSite(site: unknown): boolean {
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** The address people type, or the one this request was sent to: behind a proxy, or on a machine of many names. */
function isOwnOrigin(origin: string | undefined, host: string, publicUrl: string): boolean {
  if (origin === undefined) return true;
  if (origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
