import { createHash, randomBytes } from 'node:crypto';

import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import type { Tenancy } from '../../../platform/tenancy/tenancy.js';

export type TokenPurpose = 'password-reset' | 'email-change';

/** Minutes a link is good for. */
const MINUTES = 30;
/** Links of a kind a person is sent in an hour: nobody's mailbox is to be flooded in our name. */
const MOST_IN_AN_HOUR = 5;

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Makes the secret of a link: 256 bits of chance, kept as a hash, good once and for one purpose.
 *
 * @param tx a transaction of that person
 * @param email the address it is mailed to
 * @returns null when the person has been sent too many, is disabled, or is not there
 */
export async function issueToken(
  tx: Transaction,
  purpose: TokenPurpose,
  userId: string,
  email: string,
  at: Date,
): Promise<IssuedToken | null> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(at.getTime() + MINUTES * 60_000);
  const count = await tx.execute(
    `insert into one_time_tokens (token_hash, purpose, user_id, email, created_at, expires_at)
     select $1, $2, u.id, $4, $5, $6 from users u
      where u.id = $3 and not u.is_disabled
        and (select count(*) from one_time_tokens t
              where t.user_id = u.id and t.purpose = $2 and t.created_at > $5::timestamptz - interval '1 hour') < $7`,
    [hashOf(token), purpose, userId, email, at, expiresAt, MOST_IN_AN_HOUR],
  );
  return count === 0 ? null : { token, expiresAt };
}

/** Whose link it is, without using it up. @throws DomainError `link-not-found` */
export async function ownerOfToken(
  tenancy: Tenancy,
  purpose: TokenPurpose,
  token: string,
  at: Date,
): Promise<string> {
  const row = await tenancy.ask<{ user_id: string }>(
    'select user_id from system_find_one_time_token($1, $2, $3)',
    [hashOf(token), purpose, at],
  );
  if (row === undefined) throw linkNotFound();
  return row.user_id;
}

/** Uses a link up. @returns the address it was mailed to @throws DomainError `link-not-found` for everybody but the first */
export async function useToken(
  tx: Transaction,
  purpose: TokenPurpose,
  token: string,
  at: Date,
): Promise<string> {
  const row = await tx.one<{ email: string }>(
    'update one_time_tokens set used_at = $3 where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3 returning email',
    [hashOf(token), purpose, at],
  );
  if (row === undefined) throw linkNotFound();
  return row.email;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function linkNotFound(): DomainError {
  return new DomainError(
    'not-found',
    'link-not-found',
    'This link is over: it has been used, replaced, or is older than half an hour. Ask for another.',
  );
}
