import { Injectable } from '@nestjs/common';

import { type ChainedRecord, RECORD_COLUMNS } from '../../platform/audit/audit-record.js';
import { type Chain, chainOfAccount, INSTANCE_CHAIN } from '../../platform/audit/chain.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { decodeCursor, encodeCursor, invalid } from '../../platform/http/cursor.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { auditCondition } from './audit-condition.js';
import type {
  AuditEntryPage,
  AuditEntryView,
  AuditFilter,
  AuditListFilter,
  AuditProblem,
  AuditStatusView,
} from './audit.dto.js';

/** Entries an export reads at a time, each time in a transaction of its own. */
const EXPORT_BATCH = 1000;

/** The entries of an account, or of the installation (scope null), newest first. */
@Injectable()
export class AuditQuery {
  constructor(private readonly tenancy: Tenancy) {}

  async page(scope: AccountScope | null, filter: AuditListFilter): Promise<AuditEntryPage> {
    const before = filter.cursor === undefined ? null : seqOf(filter.cursor);
    const rows = await this.read(scope, filter, before, filter.limit + 1);
    const items = rows.slice(0, filter.limit);
    return {
      items,
      nextCursor: rows.length > filter.limit ? encodeCursor([String(items.at(-1)!.seq)]) : null,
    };
  }

  /** All entries the filter means, however many, without keeping them. */
  async *all(scope: AccountScope | null, filter: AuditFilter): AsyncGenerator<AuditEntryView[]> {
    for (let before: number | null = null; ;) {
      const rows: AuditEntryView[] = await this.read(scope, filter, before, EXPORT_BATCH);
      if (rows.length > 0) yield rows;
      if (rows.length < EXPORT_BATCH) return;
      before = rows.at(-1)!.seq;
    }
  }

  async status(scope: AccountScope | null): Promise<AuditStatusView> {
    const chain = chainOf(scope);
    const row = await this.within(scope, (tx) =>
      tx.one<{ entries: number; checked_at: Date | null; problem: AuditProblem | null }>(
        `select coalesce(h.seq, 0)::float8 as entries, c.checked_at, c.problem
           from (select 1) one
           left join ${chain.heads} h on h.${chain.key} = $1
           left join ${chain.checks} c on c.${chain.key} = $1`,
        [chain.name],
      ),
    );
    const { entries, checked_at, problem } = row!;
    return {
      entries,
      verifiedAt: checked_at?.toISOString() ?? null,
      isIntact: checked_at === null ? null : problem === null,
      problem,
    };
  }

  private async read(
    scope: AccountScope | null,
    filter: AuditFilter,
    before: number | null,
    limit: number,
  ): Promise<AuditEntryView[]> {
    const chain = chainOf(scope);
    const { sql, parameters } = auditCondition(chain, filter);
    if (before !== null) parameters.push(before);
    const rows = await this.within(scope, (tx) =>
      tx.query<ChainedRecord>(
        `select ${RECORD_COLUMNS} from ${chain.entries} e
          where ${sql} ${before === null ? '' : `and e.seq < $${parameters.length}`}
          order by e.seq desc limit ${limit}`,
        parameters,
      ),
    );
    return rows.map(({ hash: _hash, keyId: _keyId, at, before: was, after: is, ...entry }) => ({
      ...entry,
      at: at.toISOString(),
      before: was as AuditEntryView['before'],
      after: is as AuditEntryView['after'],
    }));
  }

  private within<T>(scope: AccountScope | null, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return scope === null ? this.tenancy.asInstance(work) : this.tenancy.inAccount(scope, work);
  }
}

function chainOf(scope: AccountScope | null): Chain {
  return scope === null ? INSTANCE_CHAIN : chainOfAccount(scope.accountId);
}

function seqOf(cursor: string): number {
  const [seq] = decodeCursor(cursor, 1) as [string];
  if (!/^\d{1,15}$/.test(seq)) throw invalid();
  return Number(seq);
}
