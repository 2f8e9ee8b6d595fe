import { Injectable } from '@nestjs/common';

import { likePattern } from '../../../platform/database/like-pattern.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { AdminUserFilter, AdminUserPage, AdminUserView } from './admin-users.dto.js';

interface UserRow extends Omit<AdminUserView, 'lastSeenAt'> {
  readonly lastSeenAt: Date | null;
  readonly sortKey: string;
}

/** Everybody who signs in to the installation, as instance admins see them. */
@Injectable()
export class AdminUsersQuery {
  constructor(private readonly tenancy: Tenancy) {}

  async page(filter: AdminUserFilter): Promise<AdminUserPage> {
    const limit = filter.limit ?? 100;
    const rows = await this.tenancy.asInstance((tx) => readUsers(tx, filter, limit + 1, null));
    const last = rows[limit - 1];
    return {
      items: rows.slice(0, limit).map(toView),
      nextCursor:
        rows.length > limit && last !== undefined ? encodeCursor([last.sortKey, last.id]) : null,
    };
  }

  /** @throws NotFound */
  async one(userId: string): Promise<AdminUserView> {
    const [row] = await this.tenancy.asInstance((tx) => readUsers(tx, {}, 1, userId));
    if (row === undefined) throw new NotFound('user');
    return toView(row);
  }
}

function toView({ sortKey: _sortKey, ...row }: UserRow): AdminUserView {
  return { ...row, lastSeenAt: row.lastSeenAt?.toISOString() ?? null };
}

function readUsers(
  tx: Transaction,
  filter: AdminUserFilter,
  limit: number,
  userId: string | null,
): Promise<UserRow[]> {
  const [username, id] =
    filter.cursor === undefined ? [null, null] : decodeCursor(filter.cursor, 2);
  return tx.query<UserRow>(
    `select u.id, u.username, u.email, u.name, u.is_instance_admin as "isInstanceAdmin", u.is_disabled as "isDisabled",
            u.has_second_factor as "hasSecondFactor", lower(u.username) as "sortKey",
            (select count(*)::int from memberships m where m.user_id = u.id) as accounts,
            (select max(s.last_seen_at) from sessions s where s.user_id = u.id) as "lastSeenAt"
       from users u
      where ($1::text is null or u.username ilike $1 or u.email ilike $1 or u.name ilike $1)
        and ($2::text is null or (lower(u.username), u.id::text) > ($2, $3))
        and ($5::uuid is null or u.id = $5)
      order by lower(u.username), u.id::text limit $4`,
    [filter.text === undefined ? null : likePattern(filter.text), username, id, limit, userId],
  );
}
