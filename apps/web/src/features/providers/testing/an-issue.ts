import type { SyncIssueView } from '../../../shared/api/schemas.js';

/** A row set aside that the system can be asked for again, but for what a test says about it. */
export const anIssue = (id: string, change: Partial<SyncIssueView> = {}): SyncIssueView => ({
  id,
  connectionId: 'c-1',
  collection: 'invoices',
  externalId: `ext-${id}`,
  reason: 'malformed',
  detail: 'gross_price: not a number',
  findings: [{ code: 'not-a-number', field: 'gross_price', value: null }],
  record: JSON.parse('{"gross_price":"<img src=x onerror=alert(1)>"}'),
  state: 'open',
  canRetry: true,
  at: '2026-11-21T08:00:02Z',
  seenAt: '2026-11-21T08:00:02Z',
  ...change,
});
