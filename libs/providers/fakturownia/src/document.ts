import {
  finding,
  type InvoiceRecord,
  type InvoiceRef,
  type ProviderContext,
  ProviderError,
  type ReadsInvoices,
  told,
} from '@invoicetracker/provider-kit';

import { getDetail } from './http/get-detail.js';
import { COLLECTION, readInvoice, type ReadRow } from './invoice-record.js';

export const documents: ReadsInvoices = {
  /** The document as it is now, whatever its state. Asked for by its id and nothing else: see `getDetail`. */
  getInvoice: async (context, ref) => {
    const found = await readDocument(context, ref);
    return found === 'gone' ? found : found.record;
  },
};

export interface FoundDocument {
  readonly record: InvoiceRecord;
  readonly body: unknown;
}

/** @param fields further ones to show, such as `connected_payments` */
export async function readDocument(
  context: ProviderContext,
  ref: InvoiceRef,
  fields?: 'connected_payments',
): Promise<FoundDocument | 'gone'> {
  const query = fields === undefined ? [] : [['additional_fields[invoice]', fields] as const];
  const body = await getDetail(context, `${pathOf(ref)}.json`, query);
  if (body === 'gone' || isDeleted(body)) return 'gone';
  const row = readRow(context, body);
  if (row.isUsable && row.record.externalId === ref.externalId) return { record: row.record, body };
  const { detail, findings } = row.isUsable ? told(finding('another-came-back')) : row.setAside;
  throw new ProviderError({
    actor: 'reject',
    code: 'document-unreadable',
    message: `The document cannot be used: ${detail}.`,
    findings,
  });
}

/** A row of any answer of this firm. */
export function readRow({ credentials }: ProviderContext, raw: unknown): ReadRow<InvoiceRecord> {
  return readInvoice(raw, credentials['subdomain'] ?? '');
}

/**
 * Where a document lives, without the ending.
 *
 * @throws ProviderError `bug` when it is no reference of ours
 */
export function pathOf({ collection, externalId }: InvoiceRef): string {
  if (collection === COLLECTION && /^\d{1,19}$/.test(externalId)) return `/invoices/${externalId}`;
  throw new ProviderError({
    actor: 'bug',
    code: 'reference-unknown',
    message: 'This is no reference to a Fakturownia document.',
  });
}

function isDeleted(body: unknown): boolean {
  return (body as { deleted?: unknown } | null)?.deleted === true;
}
