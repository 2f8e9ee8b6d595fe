import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { MailboxView } from './mailbox.dto.js';

/** Collecting mail over TLS, RFC 8314. */
const IMAPS_PORT = 993;

type Stored = Omit<
  MailboxView,
  'sender' | 'collectedAt' | 'unrelatedCount' | 'sharedWith' | 'otherMailboxes'
> & {
  collectedAt: Date | null;
  unrelatedCount: string;
};
type Around = Pick<MailboxView, 'sender' | 'sharedWith' | 'otherMailboxes'>;

/**
 * The mailbox of a sender as people see it; version 0, with the address that answers go to, where there is none.
 *
 * @throws NotFound without such a sender
 */
export async function readMailboxView(
  tx: Transaction,
  accountId: string,
  senderId: string,
): Promise<MailboxView> {
  const sender = await tx.one<Around & { address: string; mailboxId: string | null }>(
    `select coalesce(s.reply_to, s.from_email) as address, s.mailbox_id as "mailboxId",
            jsonb_build_object('id', s.id, 'fromName', s.from_name, 'fromEmail', s.from_email) as sender,
            (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'fromName', o.from_name, 'fromEmail', o.from_email) order by o.id), '[]')
               from senders o where o.account_id = $1 and o.mailbox_id = s.mailbox_id and o.id <> s.id) as "sharedWith",
            (select coalesce(jsonb_agg(jsonb_build_object('host', m.host, 'port', m.port, 'security', m.security, 'username', m.username,
                                                          'folder', m.folder, 'isHolding', m.is_holding) order by m.id), '[]')
               from mailboxes m where m.account_id = $1 and m.id is distinct from s.mailbox_id) as "otherMailboxes"
       from senders s where s.account_id = $1 and s.id = $2`,
    [accountId, senderId],
  );
  if (sender === undefined) throw new NotFound('sender');
  const { address, mailboxId, ...around } = sender;
  if (mailboxId === null) return unsaved(address, around);
  const stored = (await tx.one<Stored>(
    `select host, port, security, username, sealed_password is not null as "hasPassword", folder, is_holding as "isHolding",
            collected_at as "collectedAt", problem, unrelated_count as "unrelatedCount", version
       from mailboxes where account_id = $1 and id = $2`,
    [accountId, mailboxId],
  ))!;
  return {
    ...stored,
    ...around,
    collectedAt: stored.collectedAt?.toISOString() ?? null,
    unrelatedCount: Number(stored.unrelatedCount),
  };
}

function unsaved(username: string, around: Around): MailboxView {
  return {
    host: '',
    port: IMAPS_PORT,
    security: 'tls',
    username,
    hasPassword: false,
    folder: 'INBOX',
    isHolding: true,
    collectedAt: null,
    problem: null,
    unrelatedCount: 0,
    ...around,
    version: 0,
  };
}
