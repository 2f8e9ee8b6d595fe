import type {
  DownloadsInvoices,
  ListsBankAccounts,
  ListsChangedInvoices,
  ListsClients,
  ListsOpenReceivables,
  Provider,
  ReadsClients,
  ReadsInvoices,
  ReadsWebhooks,
  RecordsPayments,
  SwitchesOffOwnReminders,
} from '@invoicetracker/provider-kit';

import { bankAccounts } from './bank-accounts.js';
import { changes } from './changes.js';
import { clients } from './clients.js';
import { description } from './config.js';
import { download } from './download.js';
import { testConnection } from './connection.js';
import { documents } from './document.js';
import { invoices } from './invoices.js';
import { ownReminders } from './own-reminders.js';
import { payments } from './payments.js';
import { webhooks } from './webhooks.js';

/** What this product can do with Fakturownia. */
export const fakturownia: Provider &
  ListsOpenReceivables &
  ListsChangedInvoices &
  ReadsInvoices &
  DownloadsInvoices &
  RecordsPayments &
  ReadsWebhooks &
  ListsClients &
  ReadsClients &
  ListsBankAccounts &
  SwitchesOffOwnReminders = {
  description,
  // there is no header for it; the transport puts it behind every address and tells no log about queries
  access: ({ apiToken = '', subdomain = '' }) => ({
    query: [['api_token', apiToken]],
    addressParts: { subdomain },
  }),
  testConnection,
  ...invoices,
  ...changes,
  ...documents,
  ...download,
  ...payments,
  ...webhooks,
  ...clients,
  ...bankAccounts,
  ...ownReminders,
};
