import { randomUUID } from 'node:crypto';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { Language } from '../../identity/contract/languages.js';
import type { SealedToken } from './seal-mail-token.js';

/**
 * The mails the product writes to people by itself, and what each wants in `data`:
 *
 * - `invitation` (with a token): accountName, invitedBy, role, expiresAt
 * - `password-reset`, `email-change` (with a token): name, expiresAt
 * - `new-device`, `password-changed`, `second-factor-changed`, `email-changed`, `session-reuse`: name, at,
 *   and where known ip, userAgent
 * - `account-deletion`: accountName, deletesOn
 * - `approvals-waiting` (with a token): name, accountName, count, expiresAt, items (a JSON list of label and value)
 *
 * Instants are ISO texts, days `YYYY-MM-DD`; `timeZone` says where they are read (UTC without it).
 */
export const SYSTEM_MAIL_KINDS = [
  'invitation',
  'password-reset',
  'email-change',
  'new-device',
  'password-changed',
  'second-factor-changed',
  'email-changed',
  'session-reuse',
  'account-deletion',
  'approvals-waiting',
] as const;

export type SystemMailKind = (typeof SYSTEM_MAIL_KINDS)[number];

export interface NewSystemMail {
  readonly to: string;
  readonly language: Language;
  readonly kind: SystemMailKind;
  readonly data: Readonly<Record<string, string>>;
  /** The secret of the mail's link, sealed: see `sealMailToken`. */
  readonly token?: SealedToken;
}

/**
 * Puts a mail into the system outbox; it leaves after the transaction has committed. Works in a
 * transaction of any scope.
 *
 * @param at real time (`clock.wallNow()`)
 * @returns the mail's id
 */
export async function enqueueMail(tx: Transaction, at: Date, mail: NewSystemMail): Promise<string> {
  const id = randomUUID();
  await tx.query('select system_enqueue_mail($1, $2, $3, $4, $5, $6, $7)', [
    id,
    mail.to,
    mail.language,
    mail.kind,
    JSON.stringify(mail.data),
    mail.token ?? null,
    at,
  ]);
  return id;
}
