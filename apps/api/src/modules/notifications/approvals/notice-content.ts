import { createHash } from 'node:crypto';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { readClientCredit } from '../../cases/contract/client-credit.js';
import type { Language } from '../../identity/contract/languages.js';
import { type RenderedNotice, renderNotice } from '../contract/render-notice.js';
import { BrokenText } from '../texts/liquid.js';

/** What a notice that waits is written from. */
export interface NoticeToShow {
  readonly id: string;
  readonly clientId: string;
  readonly audience: 'client' | 'staff';
  readonly stageKey: string;
  readonly language: string;
  readonly senderKind: 'normal' | 'escalated';
  readonly plannedOn: string;
}

/** A notice as it would leave, and the fingerprint of it that an approval is for. */
export interface NoticeContent {
  readonly rendered: RenderedNotice;
  readonly fingerprint: string;
}

/**
 * Writes a notice as of the day it was planned, whatever day it is now: so its fingerprint stays the same
 * until an amount, a case, an address, the words or a firm's detail changes, and only then.
 *
 * @returns null when the account's own text cannot be filled
 */
export async function noticeContent(
  tx: Transaction,
  scope: AccountScope,
  notice: NoticeToShow,
  caseIds: readonly string[],
): Promise<NoticeContent | null> {
  try {
    const rendered = await renderNotice(tx, scope, {
      clientId: notice.clientId,
      audience: notice.audience,
      stageKey: notice.stageKey,
      senderKind: notice.senderKind,
      language: notice.language as Language,
      caseIds,
      credit: await readClientCredit(tx, scope, notice.clientId, notice.plannedOn),
      today: notice.plannedOn,
    });
    return { rendered, fingerprint: fingerprintOf(rendered, caseIds) };
  } catch (error) {
    if (error instanceof BrokenText) return null;
    throw error;
  }
}

/** A notice that waits for a person, as it would leave now; null when its text cannot be filled. */
export async function waitingContent(
  tx: Transaction,
  scope: AccountScope,
  noticeId: string,
): Promise<NoticeContent | null> {
  const notice = await tx.one<NoticeToShow & { caseIds: string[] }>(
    `select n.id, n.client_id as "clientId", n.audience, n.stage_key as "stageKey", n.language, n.sender_kind as "senderKind", n.planned_on as "plannedOn",
            array(select k.case_id from notice_cases k where k.account_id = $1 and k.notice_id = n.id and k.outcome <> 'dropped') as "caseIds"
       from notices n where n.account_id = $1 and n.id = $2`,
    [scope.accountId, noticeId],
  );
  return notice === undefined ? null : noticeContent(tx, scope, notice, notice.caseIds);
}

function fingerprintOf(rendered: RenderedNotice, caseIds: readonly string[]): string {
  const { subject, bodyText, recipients, attachments } = rendered;
  const said = [
    subject,
    bodyText,
    recipients.map(({ email }) => email),
    // an invoice as its provider prints it is named by the text, and may only be fetched as the letter leaves
    attachments.filter(({ sha256 }) => sha256 === undefined).map(({ name }) => name),
    [...caseIds].sort(),
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
