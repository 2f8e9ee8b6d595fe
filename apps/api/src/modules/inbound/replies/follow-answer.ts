import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { putOnHold } from '../../cases/contract/put-on-hold.js';
import { raiseDispute } from '../../cases/contract/raise-dispute.js';
import { recordPromise } from '../../cases/contract/record-promise.js';
import type { Moment } from '../../cases/contract/moment.js';
import { recordWrongPerson } from '../../notifications/contract/record-wrong-person.js';
import type { AnswerBody } from './inbound-mails.dto.js';

/** Of the client's words so many stand for the reason of a dispute or a stop, where the person writes none. */
const MOST_WORDS = 500;

/** The mail somebody answers. */
export interface AnsweredMail {
  readonly id: string;
  readonly noticeId: string;
  readonly clientId: string;
  readonly deliveryId: string | null;
  readonly from: string | null;
  readonly bodyText: string;
}

/** A case the answer is about. */
export interface AnsweredCase {
  readonly id: string;
  readonly balance_minor: string;
}

/**
 * Does what a person says follows from a reply, in the caller's transaction.
 *
 * @throws Invalid `day-needed`, `hold-in-the-past`, and what a promise or a dispute refuses
 */
export async function followAnswer(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  mail: AnsweredMail,
  cases: readonly AnsweredCase[],
  body: AnswerBody,
): Promise<void> {
  const { answer, on, reason = 'other', note = '', until = null } = body;
  const words = note || mail.bodyText.slice(0, MOST_WORDS).toWellFormed();
  switch (answer) {
    case 'go-on':
      return;
    case 'hold':
      for (const { id } of cases)
        await putOnHold(tx, scope, at, { kind: 'case', id }, { code: 'stop', reason: note, until });
      return;
    case 'stop':
      await putOnHold(
        tx,
        scope,
        at,
        { kind: 'client', id: mail.clientId },
        { code: 'stop', reason: words, until },
      );
      return;
    case 'wrong-person':
      return followWrongPerson(tx, scope, at, mail);
    case 'dispute':
      for (const { id } of cases)
        await raiseDispute(tx, scope, at, id, {
          reason,
          text: words,
          amountMinor: null,
          source: 'reply',
        });
      return;
    case 'promise':
      if (on === undefined) throw dayNeeded();
      for (const { id, balance_minor } of cases)
        await recordPromise(tx, scope, at, id, {
          instalments: [{ on, amountMinor: BigInt(balance_minor) }],
          source: 'reply',
          note,
        });
      return;
  }
}

/** The mail stays with people until they have named an address that works, as one that came back does. */
async function followWrongPerson(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  mail: AnsweredMail,
): Promise<void> {
  const recipient = await recordWrongPerson(tx, scope, at, mail);
  await tx.execute(
    `update inbound_mails set state = 'open', recipient = $3 where account_id = $1 and id = $2`,
    [scope.accountId, mail.id, recipient],
  );
}

function dayNeeded(): Invalid {
  return new Invalid('day-needed', 'Say for which day the payment is promised.', [
    { field: 'on', code: 'day-needed', message: 'is needed' },
  ]);
}
