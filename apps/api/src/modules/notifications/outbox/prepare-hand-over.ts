import { Injectable } from '@nestjs/common';

import { dayIn } from '@invoicetracker/calendar';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { MailAttachment } from '../../../platform/mail/compose-message.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { cancelNotice } from '../../cases/contract/cancel-notice.js';
import {
  dropSettledCasesOf,
  type LastLook,
  whyNothing,
} from '../../cases/contract/drop-settled-cases.js';
import { holdDebts } from '../../cases/contract/hold-debts.js';
import type { Moment } from '../../cases/contract/moment.js';
import type { Language } from '../../identity/contract/languages.js';
import { markEnclosed, readNoteToSend } from '../../late-payment/contract/notes-to-send.js';
import { readAttachments, storeAttachments } from '../attachments/stored-attachments.js';
import { renderNoteMail } from '../interest-note/render-note-mail.js';
import type { WorkingSender } from '../senders/sender.reader.js';
import type { RenderedText } from '../texts/render-text.js';
import { type AccountObstacle, OneByOne, type SentSoFar } from './account-obstacle.js';
import { ClaimLost, type ClaimedNotice } from './claimed-notice.js';
import { awaitApproval, changeSinceApproval } from '../approvals/check-approval.js';
import { concludeNotice } from './conclude-notice.js';
import { type Delivery, markHandingOver } from './delivery.js';
import { freezeNotices, type WrittenNotice } from './freeze-notices.js';
import { type Approval, NoticeClaims } from './notice-claims.js';
import { notesToEnclose } from './notes-to-enclose.js';
import { prepareRest } from './prepare-rest.js';
import { AccountWaits, requireNoObstacle, requirePermit, SenderWaits } from './require-leave.js';
import type { SenderPermits } from './sender-permits.js';
import type { SenderWait } from './sender-wait.js';
import { tellLeftOut } from './tell-left-out.js';
import { storeCharges } from './store-charges.js';
import { type Leaving, writeLeaving } from './write-leaving.js';

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
 * The last transaction before notices leave. It looks once more at everything that may have changed,
 * freezes amounts and text, and marks the notices as being handed over. Only what is committed here is sent.
 */
@Injectable()
export class PrepareHandOver {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly claims: NoticeClaims,
  ) {}

  /**
   * @param notices of one account, that have a connection waiting for each of them
   * @param sent what the worker remembers of the daily cap
   * @param through whom the notices leave through, and what that sender may still send
   * @returns one answer for each, in their order
   * @throws OneByOne where a limit is too near for several
   */
  async execute(
    scope: AccountScope,
    notices: readonly ClaimedNotice[],
    sent: SentSoFar,
    through: Through,
  ): Promise<Prepared[]> {
    const now = this.clock.now();
    const at = { now, today: dayIn(notices[0]!.window.timeZone, now) };
    const isUsual = notices.every((notice) => !notice.isCounted && notice.interestNoteId === null);
    if (!isUsual && notices.length > 1) throw new OneByOne();
    try {
      return await this.tenancy.inAccountByKeys(scope, async (tx) =>
        isUsual
          ? this.prepareAll(tx, scope, at, notices, sent, through)
          : [await this.prepareOther(tx, scope, at, notices[0]!, sent, through)],
      );
    } catch (error) {
      if (error instanceof SenderWaits)
        return notices.map(() => ({ kind: 'sender-waits', wait: error.wait }));
      if (error instanceof AccountWaits)
        return notices.map(() => ({ kind: 'account-waits', obstacle: error.obstacle }));
      throw error;
    }
  }

  private async prepareAll(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notices: readonly ClaimedNotice[],
    sent: SentSoFar,
    through: Through,
  ): Promise<Prepared[]> {
    const [approvals, , , looks, notes] = await Promise.all([
      this.claims.holdAll(tx, scope, notices, 'claimed'),
      requireNoObstacle(tx, scope, at, sent, notices.length),
      holdDebts(
        tx,
        scope,
        notices.map(({ id }) => id),
      ),
      dropSettledCasesOf(tx, scope, at, notices),
      notesToEnclose(tx, scope, at, notices),
    ]);
    // What was looked at without being held is taken back with everything else.
    if (approvals.size < notices.length) {
      if (notices.length > 1) throw new OneByOne();
      throw new ClaimLost();
    }
    const prepared = new Map<string, Prepared>();
    const leaving: Leaving[] = [];
    for (const notice of notices) {
      const look = looks.get(notice.id)!;
      const isLeft = await this.isLeft(tx, scope, at, notice, look, approvals.get(notice.id)!);
      if (isLeft) leaving.push({ notice, look, notes: notes.get(notice.id) ?? [] });
      else prepared.set(notice.id, { kind: 'done' });
    }
    const written: WrittenNotice[] = [];
    for (const { notice, rendered } of await writeLeaving(tx, scope, at, leaving)) {
      if (rendered === null) prepared.set(notice.id, { kind: 'waits', reason: 'text-broken' });
      else written.push({ notice, rendered });
    }
    const frozen = await this.freeze(tx, scope, at, written, through);
    for (const [noticeId, one] of frozen) {
      prepared.set(noticeId, one);
      const enclosed = notes.get(noticeId) ?? [];
      const ids = enclosed.map(({ id }) => id);
      if (one.kind === 'ready') await markEnclosed(tx, scope.accountId, ids, noticeId);
    }
    return notices.map(({ id }) => prepared.get(id)!);
  }

  /** The rest of a letter that counts already, or a message that brings a note. */
  private async prepareOther(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
    sent: SentSoFar,
    through: Through,
  ): Promise<Prepared> {
    await Promise.all([
      this.claims.hold(tx, scope, notice, 'claimed'),
      requireNoObstacle(tx, scope, at, sent, 1),
    ]);
    return notice.isCounted
      ? this.prepareRest(tx, scope, at, notice, through)
      : this.prepareNote(tx, scope, at, notice, notice.interestNoteId!, through);
  }

  /** A message that brings a note is no step of a plan: the note is looked at instead of cases. */
  private async prepareNote(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
    noteId: string,
    through: Through,
  ): Promise<Prepared> {
    const note = await readNoteToSend(tx, scope.accountId, noteId, at.today);
    if (typeof note === 'string') {
      await cancelNotice(tx, scope, at, notice.id, note);
      return { kind: 'done' };
    }
    const mail = { ...notice, language: notice.language as Language };
    const rendered = await renderNoteMail(tx, scope, mail, note, at.today);
    return (await this.freeze(tx, scope, at, [{ notice, rendered }], through)).get(notice.id)!;
  }

  /** Writes down what leaves and to whom; answers for each, by its id. */
  private async freeze(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    written: readonly WrittenNotice[],
    { sender, permits }: Through,
  ): Promise<Map<string, Prepared>> {
    const frozen = new Map<string, Prepared>(
      written.map(({ notice }) => [notice.id, { kind: 'waits', reason: 'no-contact' }]),
    );
    const addressed = written.filter(({ rendered }) => rendered.recipients.length > 0);
    if (addressed.length === 0) return frozen;
    await requirePermit(tx, scope, at, permits, addressed.length);
    const moment = { now: at.now, leaseEnd: this.claims.leaseEnd() };
    const deliveries = await freezeNotices(tx, scope, moment, addressed, sender);
    for (const one of addressed) {
      const mine = deliveries.get(one.notice.id) ?? [];
      frozen.set(one.notice.id, await this.complete(tx, scope, at, one, mine));
    }
    return frozen;
  }

  /** Whether anything of a notice may still leave; what may not is taken back, or waits for a person. */
  private async isLeft(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
    look: LastLook,
    approval: Approval,
  ): Promise<boolean> {
    if (look.kept.length === 0) {
      await cancelNotice(tx, scope, at, notice.id, whyNothing(look));
      return false;
    }
    const shown = { ...notice, stageKey: look.stageKey! };
    const change = look.isAnyDraft
      ? 'policy-in-draft'
      : await changeSinceApproval(tx, scope, shown, approval, look.kept);
    if (change === null) return true;
    await awaitApproval(tx, scope, notice.id, change);
    return false;
  }

  /** Keeps what goes along with a notice. Where nobody is left who has not accepted it before, it is concluded. */
  private async complete(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    { notice, rendered }: WrittenNotice,
    deliveries: readonly Delivery[],
  ): Promise<Prepared> {
    const { attachments } = rendered;
    if (attachments.length > 0 || notice.attempts > 0)
      await storeAttachments(tx, scope, notice.id, attachments);
    await tellLeftOut(tx, scope, at, notice.id, notice.attempts > 0 ? [] : rendered.leftOut);
    if (rendered.charges.length > 0 || notice.attempts > 0)
      await storeCharges(tx, scope, notice.id, { charges: rendered.charges, on: at.today });
    if (deliveries.length > 0) return { kind: 'ready', text: rendered, attachments, deliveries };
    const attempts = { count: notice.attempts + 1, ending: 'tried' } as const;
    await concludeNotice(tx, scope, at, notice.id, attempts);
    return { kind: 'done' };
  }

  private async prepareRest(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
    { sender, permits }: Through,
  ): Promise<Prepared> {
    const rest = await prepareRest(tx, scope, at, notice, this.claims.leaseEnd());
    if (rest === null) return { kind: 'done' };
    await requirePermit(tx, scope, at, permits, 1);
    await markHandingOver(tx, scope, rest.deliveries[0]!.id, { senderId: sender.id, now: at.now });
    return { kind: 'ready', ...rest, attachments: await readAttachments(tx, scope, notice.id) };
  }
}
