import { type Bounce, type InboundMail, messageIds } from '@invoicetracker/inbound-mail';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** A message of ours that a mail is about. */
export interface SentMail {
  readonly noticeId: string;
  readonly clientId: string;
  /** null where only the address says which it is */
  readonly deliveryId: string | null;
  readonly matchedBy: 'message-id' | 'address';
  /** the firm's own people get notices too */
  readonly audience: 'client' | 'staff';
}

/** What came later than so many days after a notice is about something else, unless it names the message. */
const BOUNCE_DAYS = 14;
const REPLY_DAYS = 60;
const MOST_IDS = 100;

/** Which of the ids a mail mentions anywhere are of messages that this account has sent. */
export async function ownIds(
  tx: Transaction,
  scope: AccountScope,
  mail: InboundMail,
): Promise<ReadonlySet<string>> {
  const mentioned = [
    ...(mail.messageId === null ? [] : [mail.messageId]),
    ...mail.answers,
    ...mail.parts.flatMap(({ text }) => messageIds(text)),
    ...messageIds(mail.text),
  ].slice(0, MOST_IDS);
  if (mentioned.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(
    'select message_id as id from deliveries where account_id = $1 and message_id = any ($2::text[])',
    [scope.accountId, [...new Set(mentioned)]],
  );
  return new Set(rows.map(({ id }) => id));
}

/** By a message's id; the first that is ours. */
export async function sentMailById(
  tx: Transaction,
  scope: AccountScope,
  ids: readonly string[],
): Promise<SentMail | null> {
  const row = await tx.one<Omit<SentMail, 'matchedBy'>>(
    `select d.id as "deliveryId", n.id as "noticeId", n.client_id as "clientId", n.audience
       from unnest($2::text[]) with ordinality as given(id, place)
       join deliveries d on d.account_id = $1 and d.message_id = given.id
       join notices n on n.account_id = d.account_id and n.id = d.notice_id
      order by given.place limit 1`,
    [scope.accountId, ids],
  );
  return row === undefined ? null : { ...row, matchedBy: 'message-id' };
}

/** What was sent last to the address that a report names. */
export async function sentMailTo(
  tx: Transaction,
  scope: AccountScope,
  recipients: Bounce['recipients'],
  now: Date,
): Promise<SentMail | null> {
  const row = await tx.one<Omit<SentMail, 'matchedBy'>>(
    `select d.id as "deliveryId", n.id as "noticeId", n.client_id as "clientId", n.audience
       from client_contacts k
       join notices n on n.account_id = k.account_id and n.client_id = k.client_id
       join deliveries d on d.account_id = n.account_id and d.notice_id = n.id and lower(d.recipient) = lower(k.email)
      where k.account_id = $1 and lower(k.email) = any ($2::text[])
        and d.state in ('accepted', 'unknown') and d.handed_over_at between $3::timestamptz - make_interval(days => $4) and $3
      order by d.handed_over_at desc limit 1`,
    [scope.accountId, recipients, now, BOUNCE_DAYS],
  );
  return row === undefined ? null : { ...row, matchedBy: 'address' };
}

/** The last notice to the client whose address a mail comes from. */
export async function lastNoticeTo(
  tx: Transaction,
  scope: AccountScope,
  address: string,
  now: Date,
): Promise<SentMail | null> {
  const row = await tx.one<Omit<SentMail, 'matchedBy' | 'deliveryId'>>(
    `select n.id as "noticeId", n.client_id as "clientId", n.audience
       from client_contacts k
       join notices n on n.account_id = k.account_id and n.client_id = k.client_id and n.audience = 'client'
      where k.account_id = $1 and lower(k.email) = $2
        and n.handed_over_at between $3::timestamptz - make_interval(days => $4) and $3
      order by n.handed_over_at desc limit 1`,
    [scope.accountId, address, now, REPLY_DAYS],
  );
  return row === undefined ? null : { ...row, deliveryId: null, matchedBy: 'address' };
}
