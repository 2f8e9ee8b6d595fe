import type {
  DownloadsInvoices,
  ListsChangedInvoices,
  ListsClients,
  ListsOpenReceivables,
  Provider,
  ReadsClients,
  ReadsInvoices,
  RecordsPayments,
  SwitchesOffOwnReminders,
} from '@invoicetracker/provider-kit';

import { changedInvoices } from './changed-invoices.js';
import { clients } from './clients.js';
import { description } from './config.js';
import { download } from './download.js';
import { testConnection } from './connection.js';
import { troubleIn } from './http/status-code.js';
import { invoices } from './invoices.js';
import { ownReminders } from './own-reminders.js';
import { payments } from './payments.js';

/** What this product can do with wFirma. */
export const wfirma: Provider &
  ListsOpenReceivables &
  ListsChangedInvoices &
  ReadsInvoices &
  DownloadsInvoices &
  RecordsPayments &
  ListsClients &
  ReadsClients &
  SwitchesOffOwnReminders = {
  description,
  access: ({ accessKey = '', secretKey = '', appKey = '', companyId = '' }) => ({
    headers: { accessKey, secretKey, appKey },
    query: [
      ['inputFormat', 'xml'],
      ['outputFormat', 'json'],
      // without it another firm of the same user may answer
      ['company_id', companyId],
    ],
  }),
  troubleIn,
  testConnection,
  ...invoices,
  ...download,
  ...changedInvoices,
  ...clients,
  ...payments,
  ...ownReminders,
};
