import { createHash } from 'node:crypto';
import { type ProviderContext, ProviderError } from '@invoicetracker/provider-kit';

import { failureOf, isRefusedFor, REFUSALS } from './failure.js';
import { signedRequest } from './signed-request.js';

/**
 * The XML of one document, or `gone` when KSeF does not have it.
 *
 * @throws ProviderError `retry` / `document-damaged` when it is not what KSeF itself says it is
 */
export async function readDocument(
  context: ProviderContext,
  ksefNumber: string,
): Promise<string | 'gone'> {
  const response = await signedRequest(context, {
    method: 'GET',
    path: `/invoices/ksef/${encodeURIComponent(ksefNumber)}`,
    headers: { accept: 'application/xml' },
    limit: 'document',
    answer: 'text',
  });
  if (isRefusedFor(response, REFUSALS.noSuchDocument)) return 'gone';
  if (response.status !== 200) throw failureOf(response);
  const xml = response.body as string;
  const hash = response.headers['x-ms-meta-hash'];
  if (hash === undefined || hash === createHash('sha256').update(xml).digest('base64')) return xml;
  throw new ProviderError({
    actor: 'retry',
    code: 'document-damaged',
    message: 'The document arrived with another content than KSeF says it has.',
  });
}
