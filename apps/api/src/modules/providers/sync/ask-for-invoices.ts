import type { Cursor, InvoiceRecord, Page } from '@invoicetracker/provider-kit';

import type { SyncPosition } from './sync-position.js';
import type { SyncWork } from './sync-work.js';

/** @returns how the provider is asked for a page of this pass; null when it cannot be */
export function askForInvoices(
  { open, dueUntil }: Pick<SyncWork, 'open' | 'dueUntil'>,
  { pass, since }: Pick<SyncPosition, 'pass' | 'since'>,
): ((cursor: Cursor | null) => Promise<Page<InvoiceRecord>>) | null {
  const { provider, context } = open;
  if (pass === 'changes' && since !== null && provider.listChangedInvoices !== undefined) {
    const ask = provider.listChangedInvoices.bind(provider);
    return (cursor) => ask(context, new Date(since), cursor);
  }
  if (provider.listOpenReceivables === undefined) return null;
  const ask = provider.listOpenReceivables.bind(provider);
  return (cursor) => ask(context, { dueUntil }, cursor);
}
