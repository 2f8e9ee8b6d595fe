import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import { likePattern } from '../../../platform/database/like-pattern.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type {
  AdminAccountFilter,
  AdminAccountPage,
  AdminAccountView,
} from './admin-accounts.dto.js';

interface AccountRow extends Omit<AdminAccountView, 'createdAt'> {
  readonly createdAt: Date;
  readonly sortKey: string;
}

/** All accounts of the installation, as instance admins see them: the list, and nothing of what is inside. */
@Injectable()
export class AdminAccountsQuery {
  constructor(private readonly tenancy: Tenancy) {}

  async page(filter: AdminAccountFilter): Promise<AdminAccountPage> {
    const limit = filter.limit ?? 100;
    const rows = await this.tenancy.asInstance((tx) => readAccounts(tx, filter, limit + 1, null));
    const more = rows.length > limit;
    const last = rows[limit - 1];
    return {
      items: rows.slice(0, limit).map(toView),
      nextCursor: more && last !== undefined ? encodeCursor([last.sortKey, last.id]) : null,
    };
  }

  /** @throws NotFound */
  async one(accountId: string): Promise<AdminAccountView> {
    const [row] = await this.tenancy.asInstance((tx) => readAccounts(tx, {}, 1, accountId));
    if (row === undefined) throw new NotFound('account');
    return toView(row);
  }
}

function toView({ sortKey: _sortKey, ...row }: AccountRow): AdminAccountView {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

function readAccounts(
  tx: Transaction,
  filter: AdminAccountFilter,
  limit: number,
  accountId: string | null,
): Promise<AccountRow[]> {
  const [name, id] = filter.cursor === undefined ? [null, null] : decodeCursor(filter.cursor, 2);
  return tx.query<AccountRow>(
    `with page as (
       select a.id, a.name, a.legal_name as "legalName", a.country, a.state, a.created_at as "createdAt", a.suspended_reason as "suspendedReason",
              a.deletes_on as "deletesOn", lower(a.name) as "sortKey"
         from accounts a
        where ($1::text is null or a.state = $1) and ($2::text is null or a.name ilike $2 or a.legal_name ilike $2)
          and ($3::text is null or (lower(a.name), a.id::text) > ($3, $4))
          and ($6::uuid is null or a.id = $6)
        order by lower(a.name), a.id::text limit $5
     )
     select p.*, (select count(*)::int from memberships m where m.account_id = p.id) as members, n.active as "activeCases"
       from page p
       join system_count_active_cases((select coalesce(array_agg(id), '{}') from page)) n on n.account_id = p.id
      order by p."sortKey", p.id::text`,
    [
      filter.state ?? null,
      filter.text === undefined ? null : likePattern(filter.text),
      name,
      id,
      limit,
      accountId,
    ],
  );
}
