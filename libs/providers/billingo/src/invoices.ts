import {
  finding,
  type InvoiceRecord,
  type InvoiceRef,
  type ProviderContext,
  ProviderError,
  type ReadsInvoices,
  told,
} from '@invoicetracker/provider-kit';

import { type BillingoDocument, COLLECTION, readDocument } from './document.js';
import { getDetail } from './http/get-detail.js';
import { invoiceRecord } from './invoice-record.js';
import { needsPayments, readPayments } from './payments.js';

export const invoices: ReadsInvoices = { getInvoice };

/** The document as it is now, whatever its state, with a link for the client while something is open. */
async function getInvoice(
  context: ProviderContext,
  ref: InvoiceRef,
): Promise<InvoiceRecord | 'gone'> {
  const document = await readOne(context, ref);
  if (document === 'gone') return 'gone';
  const payments = needsPayments(document) ? await readPayments(context, document) : null;
  if (payments === 'gone') return 'gone';
  const record = invoiceRecord(document, payments);
  const isOpen = record.openMinor > 0n && record.kind !== 'cancelled';
  return isOpen ? { ...record, payLink: await publicUrl(context, ref) } : record;
}

/**
 * One document by its reference.
 *
 * @throws ProviderError `bug` when it is no reference of ours, `reject` when the document cannot be used
 */
export async function readOne(
  context: ProviderContext,
  ref: InvoiceRef,
): Promise<BillingoDocument | 'gone'> {
  const body = await getDetail(context, documentPath(ref));
  if (body === 'gone') return 'gone';
  const row = readDocument(body);
  if (row.isUsable && row.record.externalId === ref.externalId) return row.record;
  const { detail, findings } = row.isUsable ? told(finding('another-came-back')) : row.setAside;
  throw new ProviderError({
    actor: 'reject',
    code: 'document-unreadable',
    message: `The document cannot be used: ${detail}.`,
    findings,
  });
}

/**
 * Where a document lives.
 *
 * @throws ProviderError `bug` when it is no reference of ours
 */
export function documentPath({ collection, externalId }: InvoiceRef): string {
  if (collection === COLLECTION && /^[1-9]\d{0,14}$/.test(externalId))
    return `/documents/${externalId}`;
  throw new ProviderError({
    actor: 'bug',
    code: 'reference-unknown',
    message: 'This is no reference to a Billingo document.',
  });
}

/** A page where the client sees the document. Whatever goes wrong with it must not spoil the document itself. */
async function publicUrl(context: ProviderContext, ref: InvoiceRef): Promise<string | null> {
  const path = `${documentPath(ref)}/public-url`;
  try {
    const { status, body } = await context.request({ method: 'GET', path });
    const url = (body as { public_url?: unknown } | null | undefined)?.public_url;
    return status === 200 && typeof url === 'string' && url.startsWith('https://') ? url : null;
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}
