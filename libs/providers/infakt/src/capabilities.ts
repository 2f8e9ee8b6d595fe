import type {
  DownloadsInvoices,
  ListsBankAccounts,
  ListsClients,
  ListsOpenReceivables,
  Provider,
  ReadsClients,
  ReadsInvoices,
  ReadsWebhooks,
  RecordsPayments,
} from '@invoicetracker/provider-kit';

import { bankAccounts } from './bank-accounts.js';
import { clients } from './clients.js';
import { description } from './config.js';
import { download } from './download.js';
import { testConnection } from './connection.js';
import { webhooks } from './webhook.js';
import { invoices } from './invoices.js';
import { recordsPayments } from './record-payment.js';

/** What this product can do with inFakt. */
export const infakt: Provider &
  ListsOpenReceivables &
  ReadsInvoices &
  DownloadsInvoices &
  ListsClients &
  ReadsClients &
  ListsBankAccounts &
  ReadsWebhooks &
  RecordsPayments = {
  description,
  access: ({ apiKey = '' }) => ({ headers: { 'X-inFakt-ApiKey': apiKey } }),
  testConnection,
  ...invoices,
  ...clients,
  ...bankAccounts,
  ...webhooks,
  ...recordsPayments,
  ...download,
};
