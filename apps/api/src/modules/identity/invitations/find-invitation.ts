import { createHash } from 'node:crypto';

import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import type { Role } from '../../../platform/tenancy/account-scope.js';
import type { Language } from '../contract/languages.js';

/** An invitation that can be accepted now. */
export interface OpenInvitation {
  readonly accountId: string;
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly accountName: string;
  readonly language: Language;
  /** The person who has this address already. */
  readonly userId: string | null;
}

/** @throws DomainError `invitation-not-found`, the same for links that never were, are used, ended, or taken back */
export async function findInvitation(
  tx: Transaction,
  token: string,
  wall: Date,
): Promise<OpenInvitation> {
  const found = await tx.one<OpenInvitation>(
    `select account_id as "accountId", id, email, role, account_name as "accountName", language, user_id as "userId"
       from system_find_invitation($1, $2)`,
    [createHash('sha256').update(token).digest(), wall],
  );
  if (found === undefined) throw invitationNotFound();
  return found;
}

export function invitationNotFound(): DomainError {
  return new DomainError(
    'not-found',
    'invitation-not-found',
    'This invitation has been used, taken back, or has ended. Ask for a new one.',
  );
}
