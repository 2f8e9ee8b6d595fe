import type { Transaction } from '../../../platform/database/transaction.js';
import type { OidcPerson } from './oidc-client.js';

/** Ties an identity to a person, in a transaction of that person. Does nothing when it is tied already. */
export async function linkIdentity(
  tx: Transaction,
  userId: string,
  { issuer, subject }: OidcPerson,
  at: Date,
): Promise<void> {
  await tx.execute(
    `insert into oidc_identities (issuer, subject, user_id, created_at) values ($1, $2, $3, $4)
     on conflict (issuer, subject) do nothing`,
    [issuer, subject, userId, at],
  );
}
