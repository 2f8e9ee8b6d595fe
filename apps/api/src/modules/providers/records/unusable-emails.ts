import { type ClientRecord, finding, told } from '@invoicetracker/provider-kit';

import type { RefusedRecord } from './apply-invoices.js';

/** Clients of whom something in the e-mail field is no address: one row each. */
export function unusableEmails(records: readonly ClientRecord[]): RefusedRecord[] {
  return records
    .filter(({ unusableEmails: texts }) => texts.length > 0)
    .map(({ externalId, name, unusableEmails: texts }) => ({
      collection: 'clients',
      externalId,
      reason: 'unusable-email',
      ...told(...texts.map((text) => finding('not-an-address', null, text))),
      record: { name, email: texts.join(', ') },
    }));
}
