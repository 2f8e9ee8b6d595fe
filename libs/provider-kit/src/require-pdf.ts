import { ProviderError } from './provider-error.js';

/** Invoices with a firm's logo have a tenth of it; more than this no letter takes along. */
export const LARGEST_PDF = 5 * 1024 * 1024;
/** Behind the end mark some programs write a line break, some a few bytes of their own. */
const TAIL = 1024;

/**
 * Takes bytes for a PDF only where they begin and end as one: a page that says "maintenance", or half a file, must never
 * leave with a letter.
 *
 * @throws ProviderError `retry` / `document-unreadable`
 */
export function requirePdf(body: unknown): Buffer {
  if (Buffer.isBuffer(body) && isPdf(body)) return body;
  throw new ProviderError({
    actor: 'retry',
    code: 'document-unreadable',
    message: 'What came is no complete PDF.',
  });
}

function isPdf(bytes: Buffer): boolean {
  return (
    bytes.subarray(0, 5).toString('latin1') === '%PDF-' && bytes.subarray(-TAIL).includes('%%EOF')
  );
}
