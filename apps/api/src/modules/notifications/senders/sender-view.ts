import type { Transaction } from '../../../platform/database/transaction.js';
import type { SenderView } from './sender.dto.js';

/** The port of mail submission (RFC 6409), offered where nothing is stored yet. */
const SUBMISSION_PORT = 587;

/** The account's sender as people see it; version 0, with the firm's own name and address, where there is none. */
export async function readSenderView(tx: Transaction, accountId: string): Promise<SenderView> {
  const row = await tx.one<Omit<SenderView, 'lastTestedAt'> & { lastTestedAt: Date | null }>(
    `select host, port, security, username, sealed_password is not null as "hasPassword", from_name as "fromName", from_email as "fromEmail",
            reply_to as "replyTo", last_tested_at as "lastTestedAt", last_test_ok as "lastTestOk", last_test_detail as "lastTestDetail", version
       from senders where account_id = $1 and is_default`,
    [accountId],
  );
  if (row === undefined) return unsaved(tx, accountId);
  return { ...row, lastTestedAt: row.lastTestedAt?.toISOString() ?? null };
}

async function unsaved(tx: Transaction, accountId: string): Promise<SenderView> {
  const account = (await tx.one<{ legal_name: string; email: string | null }>(
    'select legal_name, email from accounts where id = $1',
    [accountId],
  ))!;
  return {
    host: '',
    port: SUBMISSION_PORT,
    security: 'starttls',
    username: null,
    hasPassword: false,
    fromName: account.legal_name,
    fromEmail: account.email ?? '',
    replyTo: null,
    lastTestedAt: null,
    lastTestOk: null,
    lastTestDetail: null,
    version: 0,
  };
}
