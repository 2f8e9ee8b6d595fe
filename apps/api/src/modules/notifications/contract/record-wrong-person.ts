import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from '../../cases/contract/moment.js';
import { leaveOut } from './leave-out.js';

/** Why an address is left out where somebody says that letters to it are not for them. */
export const WRONG_PERSON = 'wrong-person';

/** The letter somebody says is not for them. */
export interface WrongPerson {
  readonly noticeId: string;
  /** that of the mail they answered; null where it is known by the address alone */
  readonly deliveryId: string | null;
  /** the address they wrote from */
  readonly from: string | null;
}

/**
 * Writes down that a letter reached somebody it is not for, in the caller's transaction: nothing is written to
 * that address any more, and where nobody else has got the letter its stage does not count.
 *
 * @returns the address that is left out, or null where none of the client's is known by it
 */
export async function recordWrongPerson(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  { noticeId, deliveryId, from }: WrongPerson,
): Promise<string | null> {
  const delivery = await tx.one<{ id: string; recipient: string }>(
    `select id, recipient from deliveries
      where account_id = $1 and notice_id = $2 and (id = $3 or ($3::uuid is null and lower(recipient) = lower($4)))
      order by id desc limit 1`,
    [scope.accountId, noticeId, deliveryId, from],
  );
  if (delivery !== undefined)
    await leaveOut(tx, scope, at, delivery.id, {
      state: 'misdirected',
      outcome: 'misdirected',
      noticeReason: WRONG_PERSON,
      reason: WRONG_PERSON,
      answer: null,
    });
  const address = delivery?.recipient ?? from;
  const marked = await tx.execute(
    `update client_contacts k set refused_at = $4, refused_reason = $5 from notices n
      where n.account_id = $1 and n.id = $2 and k.account_id = $1 and k.client_id = n.client_id and lower(k.email) = lower($3)`,
    [scope.accountId, noticeId, address, at.now, WRONG_PERSON],
  );
  return marked > 0 || delivery !== undefined ? address : null;
}
