import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { InvitationView } from './invitations.dto.js';

/** The newest ones; older ones tell nobody anything any more. */
const MOST_SHOWN = 200;

interface InvitationRow extends Omit<InvitationView, 'createdAt' | 'expiresAt'> {
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** The account's invitations, newest first. */
export async function listInvitations(
  tx: Transaction,
  accountId: string,
  wall: Date,
  invitationId: string | null = null,
): Promise<InvitationView[]> {
  const rows = await tx.query<InvitationRow>(
    `select i.id, i.email, i.role, u.name as "invitedBy", i.created_at as "createdAt", i.expires_at as "expiresAt",
            case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
                 when i.expires_at <= $2 then 'expired' else 'open' end as state
       from invitations i left join users u on u.id = i.invited_by
      where i.account_id = $1 and ($3::uuid is null or i.id = $3)
      order by i.created_at desc, i.id desc limit ${MOST_SHOWN}`,
    [accountId, wall, invitationId],
  );
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}

/** @throws NotFound */
export async function readInvitation(
  tx: Transaction,
  accountId: string,
  wall: Date,
  invitationId: string,
): Promise<InvitationView> {
  const [view] = await listInvitations(tx, accountId, wall, invitationId);
  if (view === undefined) throw new NotFound('invitation');
  return view;
}
