import { dayIn, localDate } from '@invoicetracker/calendar';
import { type Bounce, type InboundMeaning, readInbound } from '@invoicetracker/inbound-mail';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { recordBounce } from '../../notifications/contract/record-bounce.js';
import { noteArrival } from '../../notifications/contract/note-arrival.js';
import { holdForReply } from './hold-for-reply.js';
import type { ReceivedMail } from './parse-mail.js';
import { lastNoticeTo, ownIds, type SentMail, sentMailById, sentMailTo } from './sent-mail.js';
import { storeMail } from './store-mail.js';
import { tellCases } from './tell-cases.js';

/** The account's moment, and where its days begin. */
export interface CollectMoment {
  readonly now: Date;
  readonly today: string;
  readonly timeZone: string;
}

/** Where a mail came to. */
export interface CollectedFrom {
  readonly mailboxId: string;
  /** whether an answer holds the cases it is about */
  readonly isHolding: boolean;
}

/** `unrelated`: it is about no notice, and nothing of it was kept. */
export type Taken = 'taken' | 'known' | 'unrelated';

/** Reads a mail, finds the notice it is about and writes what follows from it, in the caller's transaction. */
export async function takeIn(
  tx: Transaction,
  scope: AccountScope,
  at: CollectMoment,
  from: CollectedFrom,
  received: ReceivedMail,
): Promise<Taken> {
  const { mail } = received;
  const own = await ownIds(tx, scope, mail);
  const writtenOn = dayWritten(received, at);
  const meaning = readInbound(mail, localDate(writtenOn), (id) => own.has(id));
  const sent = await sentMailOf(tx, scope, at, received, meaning, own);
  const isFromInside = sent?.audience === 'staff' && meaning.kind !== 'bounce';
  if (sent === null || isFromInside) return 'unrelated';
  const id = await storeMail(tx, scope, {
    mailboxId: from.mailboxId,
    received,
    meaning,
    sent,
    receivedAt: at.now,
    writtenOn,
  });
  if (id === null) return 'known';
  await follow(tx, scope, at, from, { id, from: mail.from, meaning, sent });
  return 'taken';
}

/** Loops and mailings are about nothing, whatever they mention. */
async function sentMailOf(
  tx: Transaction,
  scope: AccountScope,
  at: CollectMoment,
  { mail }: ReceivedMail,
  meaning: InboundMeaning,
  own: ReadonlySet<string>,
): Promise<SentMail | null> {
  switch (meaning.kind) {
    case 'loop':
    case 'bulk':
      return null;
    case 'bounce': {
      const ids = meaning.originals.filter((id) => own.has(id));
      if (ids.length > 0) return sentMailById(tx, scope, ids);
      return sentMailTo(tx, scope, meaning.recipients, at.now);
    }
    case 'reply':
    case 'auto-reply': {
      const ids = mail.answers.filter((id) => own.has(id));
      if (ids.length > 0) return sentMailById(tx, scope, ids);
      return mail.from === null ? null : lastNoticeTo(tx, scope, mail.from, at.now);
    }
  }
}

interface Stored {
  readonly id: string;
  readonly from: string | null;
  readonly meaning: InboundMeaning;
  readonly sent: SentMail;
}

async function follow(
  tx: Transaction,
  scope: AccountScope,
  at: CollectMoment,
  { isHolding }: CollectedFrom,
  { id, from, meaning, sent }: Stored,
): Promise<void> {
  switch (meaning.kind) {
    case 'bounce':
      return followBounce(tx, scope, at, sent, meaning, id);
    case 'auto-reply':
      await arrived(tx, scope, at, sent);
      return tellCases(tx, scope, at, sent.noticeId, 'auto_replied', {
        mailId: id,
        absentUntil: meaning.absentUntil,
      });
    case 'reply':
      await arrived(tx, scope, at, sent);
      await tellCases(tx, scope, at, sent.noticeId, 'replied', {
        mailId: id,
        from,
        intents: meaning.intents.map(({ kind }) => kind),
      });
      if (isHolding) await holdForReply(tx, scope, at, sent.noticeId, { mailId: id, from });
      return;
    case 'loop':
    case 'bulk':
      return;
  }
}

async function followBounce(
  tx: Transaction,
  scope: AccountScope,
  at: CollectMoment,
  sent: SentMail,
  bounce: Bounce,
  mailId: string,
): Promise<void> {
  if (sent.deliveryId === null) return;
  if (bounce.isFinal) {
    await recordBounce(tx, scope, at, sent.deliveryId, {
      reason: bounce.reason,
      answer: bounce.diagnostic,
    });
    return;
  }
  await tellCases(tx, scope, at, sent.noticeId, 'notice_delayed', { mailId });
}

/** Nobody can answer what has not arrived. */
async function arrived(
  tx: Transaction,
  scope: AccountScope,
  at: CollectMoment,
  { deliveryId }: SentMail,
): Promise<void> {
  if (deliveryId !== null) await noteArrival(tx, scope, at, deliveryId, 'found-by-an-answer');
}

/** A day the writer's clock makes up, far from ours, is not believed. */
function dayWritten({ writtenAt }: ReceivedMail, { now, today, timeZone }: CollectMoment): string {
  const distance =
    writtenAt === null ? Number.POSITIVE_INFINITY : now.getTime() - writtenAt.getTime();
  const isBelieved = distance > -DAY_MS && distance < MOST_DAYS_UNDER_WAY * DAY_MS;
  return writtenAt !== null && isBelieved ? dayIn(timeZone, writtenAt) : today;
}

const DAY_MS = 86_400_000;
const MOST_DAYS_UNDER_WAY = 30;
