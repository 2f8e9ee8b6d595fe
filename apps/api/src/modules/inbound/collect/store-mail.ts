import type { InboundMeaning } from '@invoicetracker/inbound-mail';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { ReceivedMail } from './parse-mail.js';
import type { SentMail } from './sent-mail.js';

const MOST_SUBJECT = 300;
const MOST_TEXT = 20_000;

export interface MailToStore {
  readonly mailboxId: string;
  readonly received: ReceivedMail;
  readonly meaning: InboundMeaning;
  readonly sent: SentMail;
  readonly receivedAt: Date;
  readonly writtenOn: string;
}

/**
 * Keeps a mail's words and what was read from them; not its HTML, its attachments or its bytes.
 *
 * @returns its id, or null when the same mail is there already
 */
export async function storeMail(
  tx: Transaction,
  scope: AccountScope,
  { mailboxId, received, meaning, sent, receivedAt, writtenOn }: MailToStore,
): Promise<string | null> {
  const { mail, identity, isCut } = received;
  const bounce = meaning.kind === 'bounce' ? meaning : null;
  const text = meaning.kind === 'reply' ? meaning.text : mail.text;
  const isForPeople = meaning.kind === 'reply' || bounce?.isFinal === true;
  const row = await tx.one<{ id: string }>(
    `insert into inbound_mails (account_id, mailbox_id, identity, kind, state, received_at, written_on, from_email, subject, body_text, is_cut,
                                client_id, notice_id, delivery_id, matched_by, intents, absent_until, recipient, is_final, bounce_reason, bounce_status, diagnostic)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
             coalesce((select d.recipient from deliveries d where d.account_id = $1 and d.id = $14), $18), $19, $20, $21, $22)
     on conflict (account_id, identity) do nothing returning id`,
    [
      scope.accountId,
      mailboxId,
      identity,
      meaning.kind,
      isForPeople ? 'open' : 'done',
      receivedAt,
      writtenOn,
      mail.from,
      mail.subject.slice(0, MOST_SUBJECT).toWellFormed(),
      text.slice(0, MOST_TEXT).toWellFormed(),
      isCut || text.length > MOST_TEXT,
      sent.clientId,
      sent.noticeId,
      sent.deliveryId,
      sent.matchedBy,
      JSON.stringify(meaning.kind === 'reply' ? meaning.intents : []),
      meaning.kind === 'auto-reply' ? meaning.absentUntil : null,
      bounce?.recipients[0] ?? null,
      bounce?.isFinal ?? null,
      bounce?.reason ?? null,
      bounce?.status ?? null,
      bounce?.diagnostic ?? null,
    ],
  );
  return row?.id ?? null;
}
