import type { Transaction } from '../../../platform/database/transaction.js';
import type { MailboxView } from './mailbox.dto.js';

/** Collecting mail over TLS, RFC 8314. */
const IMAPS_PORT = 993;

type Record = Omit<MailboxView, 'collectedAt' | 'unrelatedCount' | 'hasSender'> & {
  collectedAt: Date | null;
  unrelatedCount: string;
};

/** The mailbox of the account's sender as people see it; version 0, with the sender's server and name, where there is none. */
export async function readMailboxView(tx: Transaction, accountId: string): Promise<MailboxView> {
  const row = await tx.one<Record>(
    `select m.host, m.port, m.security, m.username, m.sealed_password is not null as "hasPassword", m.folder, m.is_holding as "isHolding",
            m.collected_at as "collectedAt", m.problem, m.unrelated_count as "unrelatedCount", m.version
       from mailboxes m join senders s on s.account_id = m.account_id and s.id = m.sender_id
      where m.account_id = $1 and s.is_default`,
    [accountId],
  );
  if (row === undefined) return unsaved(tx, accountId);
  return {
    ...row,
    hasSender: true,
    collectedAt: row.collectedAt?.toISOString() ?? null,
    unrelatedCount: Number(row.unrelatedCount),
  };
}

async function unsaved(tx: Transaction, accountId: string): Promise<MailboxView> {
  const sender = await tx.one<{ address: string }>(
    'select coalesce(reply_to, from_email) as address from senders where account_id = $1 and is_default',
    [accountId],
  );
  return {
    host: '',
    port: IMAPS_PORT,
    security: 'tls',
    username: sender?.address ?? '',
    hasPassword: false,
    folder: 'INBOX',
    isHolding: true,
    hasSender: sender !== undefined,
    collectedAt: null,
    problem: null,
    unrelatedCount: 0,
    version: 0,
  };
}
