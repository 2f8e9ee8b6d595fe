import type { InvoiceRecord, Page } from '@invoicetracker/provider-kit';

import { askForInvoices } from './ask-for-invoices.js';
import type { SyncWork } from './sync-work.js';

/**
 * All pages of a pass, one at a time.
 *
 * @param since null: what is owed; else what changed from then on
 */
export async function* invoicePages(
  work: Pick<SyncWork, 'open' | 'dueUntil'>,
  since: Date | null,
): AsyncGenerator<Page<InvoiceRecord>> {
  const ask = askForInvoices(work, {
    pass: since === null ? 'full' : 'changes',
    since: since?.toISOString() ?? null,
  });
  if (ask === null) return;
  let cursor = null;
  do {
    const page: Page<InvoiceRecord> = await ask(cursor);
    yield page;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
