import type {
  DownloadsInvoices,
  ListsBankAccounts,
  ListsChangedInvoices,
  ListsClients,
  ListsOpenReceivables,
  Provider,
  ReadsClients,
  ReadsInvoices,
  RecordsPayments,
} from '@invoicetracker/provider-kit';

import { bankAccounts } from './bank-accounts.js';
import { changedInvoices } from './changed-invoices.js';
import { clients } from './clients.js';
import { description } from './config.js';
import { download } from './download.js';
import { testConnection } from './connection.js';
import { invoices } from './invoices.js';
import { openReceivables } from './open-receivables.js';
import { recordsPayments } from './record-payment.js';

/** What this product can do with Billingo. */
export const billingo: Provider &
  ListsOpenReceivables &
  ListsChangedInvoices &
  ReadsInvoices &
  DownloadsInvoices &
  RecordsPayments &
  ListsClients &
  ReadsClients &
  ListsBankAccounts = {
  description,
  access: ({ apiKey = '' }) => ({ headers: { 'X-API-KEY': apiKey } }),
  testConnection,
  ...openReceivables,
  ...changedInvoices,
  ...invoices,
  ...download,
  ...recordsPayments,
  ...clients,
  ...bankAccounts,
};
