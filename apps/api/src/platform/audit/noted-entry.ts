import type { AuditRecord } from './audit-record.js';
import type { Chain } from './chain.js';

/** An entry that waits for its transaction's commit. */
export interface NotedEntry {
  readonly chain: Chain;
  readonly record: AuditRecord;
}
