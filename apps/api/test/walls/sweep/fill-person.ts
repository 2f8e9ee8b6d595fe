import { randomBytes } from 'node:crypto';

import type pg from 'pg';

/** Ids of what belongs to a person and to no account. */
export interface PersonIds {
  readonly sessionId: string;
  readonly passkeyId: string;
}

/** Gives a person one row at least of every kind that people have. */
export async function fillPerson(
  owner: pg.Pool,
  userId: string,
  { hasCode }: { hasCode: boolean },
): Promise<PersonIds> {
  const one = async (sql: string, ...parameters: unknown[]): Promise<string> =>
    (await owner.query<{ id: string }>(sql, [userId, ...parameters])).rows[0]!.id;
  const sessionId = await one(
    `insert into sessions (user_id, refresh_hash, rotated_at, created_at, expires_at, verified_at, last_seen_at)
     values ($1, $2, now(), now(), now() + interval '1 day', now(), now()) returning id`,
    randomBytes(32),
  );
  const passkeyId = await one(
    `insert into user_passkeys (user_id, credential_id, public_key, counter, transports, name, created_at)
     values ($1, $2, '\\x00', 0, '{}', 'klucz', now()) returning id`,
    randomBytes(16).toString('base64url'),
  );
  await owner.query(
    `insert into spent_refresh_tokens (token_hash, session_id, user_id) values ($2, $3, $1)`,
    [userId, randomBytes(32), sessionId],
  );
  await owner.query(
    `insert into oidc_identities (issuer, subject, user_id, created_at) values ('https://sign-in.example', $1::text, $1::uuid, now())`,
    [userId],
  );
  for (const sql of [
    `insert into known_devices (user_id, device_hash, created_at, last_seen_at) values ($1, $2, now(), now())`,
    `insert into recovery_codes (user_id, code_hash) values ($1, $2)`,
    `insert into sign_in_tickets (user_id, ticket_hash, purpose, expires_at) values ($1, $2, 'sign-in', now())`,
    `insert into one_time_tokens (user_id, token_hash, purpose, email, created_at, expires_at)
     values ($1, $2, 'email-change', 'nowy@people.example', now(), now())`,
  ])
    await owner.query(sql, [userId, randomBytes(32)]);
  if (hasCode)
    await owner.query(
      "insert into user_totp (user_id, sealed_seed, created_at) values ($1, 'nothing', now())",
      [userId],
    );
  return { sessionId, passkeyId };
}
