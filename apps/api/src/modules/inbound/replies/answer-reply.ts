import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, NotFound } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { endHolds } from '../../cases/contract/end-holds.js';
import type { Moment } from '../../cases/contract/moment.js';
import { openCasesOf } from '../collect/hold-for-reply.js';
import { tellCases } from '../collect/tell-cases.js';
import { type AnsweredCase, type AnsweredMail, followAnswer } from './follow-answer.js';
import type { AnswerBody } from './inbound-mails.dto.js';

/** A person has read what a client wrote, and says what follows. */
@Injectable()
export class AnswerReply {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound, Invalid `hold-in-the-past` or `day-needed`, or DomainError `already-answered` */
  execute(scope: AccountScope, mailId: string, body: AnswerBody): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const mail = await lockReply(tx, scope, mailId);
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      const caseIds = await openCasesOf(tx, scope, mail.noticeId);
      await tx.execute(
        `update inbound_mails set state = 'done', answer = $3, answered_at = $4, answered_by = $5 where account_id = $1 and id = $2`,
        [scope.accountId, mailId, body.answer, at.now, actingUser(scope)],
      );
      await letGo(tx, scope, at, caseIds);
      // What follows comes after, so that the cases say what they wait for now.
      const chosen = await chosenCases(tx, scope, caseIds, body.caseIds);
      await followAnswer(tx, scope, at, mail, chosen, body);
      await tellCases(tx, scope, at, mail.noticeId, 'reply_answered', {
        mailId,
        answer: body.answer,
        note: body.note ?? null,
      });
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'inbound-mail.answered',
        objectKind: 'inbound-mail',
        objectId: mailId,
        after: { ...body },
      });
    });
  }
}

async function lockReply(
  tx: Transaction,
  scope: AccountScope,
  mailId: string,
): Promise<AnsweredMail> {
  const mail = await tx.one<AnsweredMail & { kind: string; answer: string | null }>(
    `select id, notice_id as "noticeId", client_id as "clientId", delivery_id as "deliveryId", from_email as "from", body_text as "bodyText", kind, answer
       from inbound_mails where account_id = $1 and id = $2 for update`,
    [scope.accountId, mailId],
  );
  if (mail === undefined) throw new NotFound('mail');
  if (mail.kind !== 'reply')
    throw new DomainError(
      'conflict',
      'not-a-reply',
      'Nobody wrote this mail in answer to a notice.',
    );
  if (mail.answer !== null)
    throw new DomainError(
      'conflict',
      'already-answered',
      'Somebody has answered this already. Load it again.',
    );
  // Before its cases: whoever hands a notice over locks in this order too.
  await tx.one('select 1 from notices where account_id = $1 and id = $2 for update', [
    scope.accountId,
    mail.noticeId,
  ]);
  return mail;
}

/**
 * Those of the notice's open cases that the answer is about.
 *
 * @throws NotFound when one that is named is none of them
 */
async function chosenCases(
  tx: Transaction,
  scope: AccountScope,
  open: readonly string[],
  named: readonly string[] | undefined,
): Promise<AnsweredCase[]> {
  if (named?.some((id) => !open.includes(id)) === true)
    throw new NotFound('open case of this notice');
  return tx.query<AnsweredCase>(
    'select id, balance_minor from cases where account_id = $1 and id = any ($2::uuid[]) order by id',
    [scope.accountId, named ?? open],
  );
}

/** The cases wait no longer for this answer; where another one is still unread, they wait for that. */
async function letGo(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  caseIds: readonly string[],
): Promise<void> {
  const waiting = await tx.query<{ id: string }>(
    `select distinct k.case_id as id
       from inbound_mails m join notice_cases k on k.account_id = m.account_id and k.notice_id = m.notice_id and k.outcome <> 'dropped'
      where m.account_id = $1 and m.kind = 'reply' and m.answer is null and k.case_id = any ($2::uuid[])`,
    [scope.accountId, caseIds],
  );
  const stillWaiting = new Set(waiting.map(({ id }) => id));
  const subjectIds = caseIds.filter((id) => !stillWaiting.has(id));
  await endHolds(tx, scope, at, { subjectIds, codes: ['reply'] });
}
