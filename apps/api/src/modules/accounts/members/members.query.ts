import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { MemberPage, MemberView } from './members.dto.js';

interface MemberRow extends Omit<MemberView, 'since' | 'lastSeenAt'> {
  readonly since: Date;
  readonly lastSeenAt: Date | null;
}

/** The people of an account. */
@Injectable()
export class MembersQuery {
  constructor(private readonly tenancy: Tenancy) {}

  list(scope: AccountScope): Promise<MemberPage> {
    return this.tenancy.inAccount(scope, async (tx) => ({
      items: await readMembers(tx, scope.accountId, null),
    }));
  }
}

/** @throws NotFound when the person is no member of the account */
export async function readMember(
  tx: Transaction,
  accountId: string,
  userId: string,
): Promise<MemberView> {
  const [member] = await readMembers(tx, accountId, userId);
  if (member === undefined) throw new NotFound('member');
  return member;
}

async function readMembers(
  tx: Transaction,
  accountId: string,
  userId: string | null,
): Promise<MemberView[]> {
  const rows = await tx.query<MemberRow>(
    `select u.id as "userId", u.name, u.email, m.role, m.created_at as since, u.has_second_factor as "hasSecondFactor", s.last_seen_at as "lastSeenAt"
       from memberships m join users u on u.id = m.user_id
       left join system_members_last_seen() s on s.user_id = m.user_id
      where m.account_id = $1 and ($2::uuid is null or m.user_id = $2)
      order by lower(u.name), u.id`,
    [accountId, userId],
  );
  return rows.map((row) => ({
    ...row,
    since: row.since.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  }));
}
