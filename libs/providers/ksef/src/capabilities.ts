import type {
  ListsChangedInvoices,
  Provider,
  ProviderResponse,
  ProviderTrouble,
  ReadsInvoices,
} from '@invoicetracker/provider-kit';

import { description } from './config.js';
import { testConnection } from './connection.js';
import { invoices } from './invoices.js';

/**
 * What this product can do with KSeF. There is no list of clients (they come with the documents) and none of what is
 * open: KSeF has documents as they were issued.
 */
export const ksef: Provider & ListsChangedInvoices & ReadsInvoices = {
  description,
  access: ({ nip = '' }) => ({
    headers: { 'X-Error-Format': 'problem-details' },
    limitScope: nip,
  }),
  troubleIn,
  testConnection,
  ...invoices,
};

/** A page for people where a document was asked for: something in between has answered. */
function troubleIn({
  status,
  body,
}: Pick<ProviderResponse, 'status' | 'body'>): ProviderTrouble | null {
  return status < 300 && typeof body === 'string' && /^\s*<(?:!doctype\s+html|html)/i.test(body)
    ? 'failing'
    : null;
}
