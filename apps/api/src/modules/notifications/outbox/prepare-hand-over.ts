import { Injectable } from '@nestjs/common';

import { dayIn } from '@invoicetracker/calendar';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { MailAttachment } from '../../../platform/mail/compose-message.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { cancelNotice } from '../../cases/contract/cancel-notice.js';
import {
  dropSettledCases,
  type LastLook,
  whyNothing,
} from '../../cases/contract/drop-settled-cases.js';
import type { Moment } from '../../cases/contract/moment.js';
import type { Language } from '../../identity/contract/languages.js';
import { readAttachments, storeAttachments } from '../attachments/stored-attachments.js';
import { type RenderedNotice, renderNotice } from '../contract/render-notice.js';
import {
  markEnclosed,
  type NoteToSend,
  readNotesToEnclose,
  readNoteToSend,
  type WhyNotSent,
} from '../../late-payment/contract/notes-to-send.js';
import { renderNoteMail } from '../interest-note/render-note-mail.js';
import type { WorkingSender } from '../senders/sender.reader.js';
import { BrokenText } from '../texts/liquid.js';
import type { RenderedText } from '../texts/render-text.js';
import { type AccountObstacle, readAccountObstacle, type SentSoFar } from './account-obstacle.js';
import type { ClaimedNotice } from './claimed-notice.js';
import { awaitApproval, changeSinceApproval } from '../approvals/check-approval.js';
import { concludeNotice } from './conclude-notice.js';
import { type Delivery, markHandingOver } from './delivery.js';
import { freezeNotice } from './freeze-notice.js';
import { NoticeClaims } from './notice-claims.js';
import { prepareRest } from './prepare-rest.js';
import type { SenderPermits } from './sender-permits.js';
import type { SenderWait } from './sender-wait.js';
import { tellLeftOut } from './tell-left-out.js';
import { storeCharges } from './store-charges.js';

/** Whom notices leave through. */
export interface Through {
  readonly sender: WorkingSender;
  readonly permits: SenderPermits;
}

/** A notice as it is about to leave, frozen. */
export interface ReadyToSend {
  readonly text: RenderedText;
  readonly attachments: readonly MailAttachment[];
  /** The first one is marked as being handed over. */
  readonly deliveries: readonly Delivery[];
}

export type Prepared =
  | ({ readonly kind: 'ready' } & ReadyToSend)
  | { readonly kind: 'waits'; readonly reason: string }
  | { readonly kind: 'account-waits'; readonly obstacle: AccountObstacle }
  | { readonly kind: 'sender-waits'; readonly wait: SenderWait }
  /** Nothing is left to be sent; the notice says why. */
  | { readonly kind: 'done' };

/**
 * The last transaction before a notice leaves. It looks once more at everything that may have changed,
 * freezes amounts and text, and marks the notice as being handed over. Only what is committed here is sent.
 */
@Injectable()
export class PrepareHandOver {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly claims: NoticeClaims,
  ) {}

  /**
   * @param sent what the worker remembers of the daily cap
   * @param through whom the notice leaves through, and what that sender may still send
   * @throws ClaimLost
   */
  async execute(
    scope: AccountScope,
    notice: ClaimedNotice,
    sent: SentSoFar,
    through: Through,
  ): Promise<Prepared> {
    const now = this.clock.now();
    const at = { now, today: dayIn(notice.window.timeZone, now) };
    try {
      return await this.tenancy.inAccount(scope, (tx) =>
        notice.isCounted
          ? this.prepareRest(tx, scope, at, notice, sent, through)
          : this.prepareAll(tx, scope, at, notice, sent, through),
      );
    } catch (error) {
      if (error instanceof SenderWaits) return { kind: 'sender-waits', wait: error.wait };
      if (error instanceof AccountWaits) return { kind: 'account-waits', obstacle: error.obstacle };
      throw error;
    }
  }

  private async prepareAll(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
    sent: SentSoFar,
    through: Through,
  ): Promise<Prepared> {
    if (notice.interestNoteId !== null)
      return this.prepareNote(tx, scope, at, notice, notice.interestNoteId, sent, through);
    const [approval, , look, notes] = await Promise.all([
      this.claims.hold(tx, scope, notice, 'claimed'),
      requireNoObstacle(tx, scope, at, sent),
      dropSettledCases(tx, scope, at, notice),
      notesToEnclose(tx, scope, at, notice),
    ]);
    if (look.kept.length === 0) return this.cancel(tx, scope, at, notice, whyNothing(look));
    const change = look.isAnyDraft
      ? 'policy-in-draft'
      : await changeSinceApproval(
          tx,
          scope,
          { ...notice, stageKey: look.stageKey! },
          approval,
          look.kept,
        );
    if (change !== null) {
      await awaitApproval(tx, scope, notice.id, change);
      return { kind: 'done' };
    }
    const rendered = await render(tx, scope, at, notice, look, notes);
    if (rendered === null) return { kind: 'waits', reason: 'text-broken' };
    const ids = notes.map(({ id }) => id);
    const ready = await this.freeze(tx, scope, at, notice, rendered, through);
    if (ready.kind === 'ready') await markEnclosed(tx, scope.accountId, ids, notice.id);
    return ready;
  }

  /** A message that brings a note is no step of a plan: the note is looked at instead of cases. */
  private async prepareNote(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
    noteId: string,
    sent: SentSoFar,
    through: Through,
  ): Promise<Prepared> {
    await this.claims.hold(tx, scope, notice, 'claimed');
    await requireNoObstacle(tx, scope, at, sent);
    const note = await readNoteToSend(tx, scope.accountId, noteId, at.today);
    if (typeof note === 'string') return this.cancel(tx, scope, at, notice, note);
    const mail = { ...notice, language: notice.language as Language };
    const rendered = await renderNoteMail(tx, scope, mail, note, at.today);
    return this.freeze(tx, scope, at, notice, rendered, through);
  }

  /** Writes down what leaves and to whom. */
  private async freeze(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
    rendered: RenderedNotice,
    { sender, permits }: Through,
  ): Promise<Prepared> {
    if (rendered.recipients.length === 0) return { kind: 'waits', reason: 'no-contact' };
    await requirePermit(tx, scope, at, permits);
    const moment = { now: at.now, leaseEnd: this.claims.leaseEnd() };
    const deliveries = await freezeNotice(tx, scope, moment, notice, rendered, sender);
    const { attachments } = rendered;
    if (attachments.length > 0 || notice.attempts > 0)
      await storeAttachments(tx, scope, notice.id, attachments);
    await tellLeftOut(tx, scope, at, notice.id, notice.attempts > 0 ? [] : rendered.leftOut);
    if (rendered.charges.length > 0 || notice.attempts > 0)
      await storeCharges(tx, scope, notice.id, { charges: rendered.charges, on: at.today });
    if (deliveries.length > 0) return { kind: 'ready', text: rendered, attachments, deliveries };
    const attempts = { count: notice.attempts + 1, isServerDown: false };
    await concludeNotice(tx, scope, at, notice.id, attempts);
    return { kind: 'done' };
  }

  private async prepareRest(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
    sent: SentSoFar,
    { sender, permits }: Through,
  ): Promise<Prepared> {
    await Promise.all([
      this.claims.hold(tx, scope, notice, 'claimed'),
      requireNoObstacle(tx, scope, at, sent),
    ]);
    const rest = await prepareRest(tx, scope, at, notice, this.claims.leaseEnd());
    if (rest === null) return { kind: 'done' };
    await requirePermit(tx, scope, at, permits);
    await markHandingOver(tx, scope, rest.deliveries[0]!.id, { senderId: sender.id, now: at.now });
    return { kind: 'ready', ...rest, attachments: await readAttachments(tx, scope, notice.id) };
  }

  private async cancel(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
    reason: ReturnType<typeof whyNothing> | WhyNotSent,
  ): Promise<Prepared> {
    await cancelNotice(tx, scope, at, notice.id, reason);
    return { kind: 'done' };
  }
}

/** Takes back what was written together with the look at the account. */
class AccountWaits extends Error {
  constructor(readonly obstacle: AccountObstacle) {
    super(obstacle.reason);
  }
}

/** The same for the sender's limits. */
class SenderWaits extends Error {
  constructor(readonly wait: SenderWait) {
    super(wait.reason);
  }
}

async function requirePermit(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  permits: SenderPermits,
): Promise<void> {
  const wait = await permits.ask(tx, scope, at.now);
  if (wait !== null) throw new SenderWaits(wait);
}

async function requireNoObstacle(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  sent: SentSoFar,
): Promise<void> {
  const obstacle = await readAccountObstacle(tx, scope, at.now, sent);
  if (obstacle !== null) throw new AccountWaits(obstacle);
}

/** The firm's own people get no notes of a client. */
async function notesToEnclose(
  tx: Transaction,
  { accountId }: AccountScope,
  { today }: Moment,
  { audience, clientId }: ClaimedNotice,
): Promise<NoteToSend[]> {
  return audience === 'client' ? readNotesToEnclose(tx, accountId, clientId, today) : [];
}

/** Null when the account's own text cannot be filled. */
async function render(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  notice: ClaimedNotice,
  { kept, stageKey, credit }: LastLook,
  notes: readonly NoteToSend[],
): Promise<RenderedNotice | null> {
  try {
    return await renderNotice(tx, scope, {
      notes,
      clientId: notice.clientId,
      audience: notice.audience,
      stageKey: stageKey!,
      senderKind: notice.senderKind,
      language: notice.language as Language,
      caseIds: kept,
      credit,
      today: at.today,
    });
  } catch (error) {
    if (error instanceof BrokenText) return null;
    throw error;
  }
}
