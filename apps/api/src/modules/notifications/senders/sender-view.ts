import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { SenderList, SenderView } from './sender.dto.js';

/**
 * A sender as people see it: all but its password.
 *
 * @param now business time
 */
export async function readSenderView(
  tx: Transaction,
  accountId: string,
  senderId: string,
  now: Date,
): Promise<SenderView> {
  const row = await tx.one<SenderRow>(
    `select ${COLUMNS} from senders s where s.account_id = $1 and s.id = $2`,
    [accountId, senderId],
  );
  if (row === undefined) throw new NotFound('sender');
  return toView(row, now);
}

/** All senders of an account, and what a new one may be called. */
export async function readSenders(
  tx: Transaction,
  accountId: string,
  now: Date,
): Promise<SenderList> {
  const rows = await tx.query<SenderRow>(
    `select ${COLUMNS} from senders s where s.account_id = $1 order by s.is_default desc, s.is_escalated desc, s.id`,
    [accountId],
  );
  const account = (await tx.one<{ legal_name: string; email: string | null }>(
    'select legal_name, email from accounts where id = $1',
    [accountId],
  ))!;
  return {
    items: rows.map((row) => toView(row, now)),
    suggestedFromName: account.legal_name,
    suggestedFromEmail: account.email ?? '',
  };
}

type Instants = 'failingSince' | 'waitsUntil' | 'lastTestedAt';
type SenderRow = Omit<SenderView, Instants> & Record<Instants, Date | null>;

const COLUMNS = `s.id, case when s.is_default then 'default' when s.is_escalated then 'escalated' else 'spare' end as use,
  s.host, s.port, s.security, s.username, s.sealed_password is not null as "hasPassword", s.from_name as "fromName", s.from_email as "fromEmail",
  s.reply_to as "replyTo", s.signature, s.per_minute as "perMinute", s.per_hour as "perHour", s.per_day as "perDay",
  s.failing_since as "failingSince", s.waits_until as "waitsUntil", s.waits_reason as "waitsReason",
  s.last_tested_at as "lastTestedAt", s.last_test_ok as "lastTestOk", s.last_test_detail as "lastTestDetail", s.version`;

/** A wait that is over is none, whether somebody has sent since or not. */
function toView(
  { failingSince, waitsUntil, waitsReason, lastTestedAt, ...row }: SenderRow,
  now: Date,
): SenderView {
  const isWaiting = waitsUntil !== null && waitsUntil > now;
  return {
    ...row,
    failingSince: failingSince?.toISOString() ?? null,
    waitsUntil: isWaiting ? waitsUntil.toISOString() : null,
    waitsReason: isWaiting ? waitsReason : null,
    lastTestedAt: lastTestedAt?.toISOString() ?? null,
  };
}
