import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** One message to one address, ready to be given to the mail server. */
export interface Delivery {
  readonly id: string;
  readonly recipient: string;
  readonly messageId: string;
  /** The moment of its first attempt: the message's date, the same at every attempt. */
  readonly handedOverAt: Date;
}

/** From here on a crash leaves this delivery unknown. */
export async function markHandingOver(
  tx: Transaction,
  scope: AccountScope,
  deliveryId: string,
  by: { readonly senderId: string; readonly now: Date },
): Promise<void> {
  await tx.execute(MARK, [scope.accountId, deliveryId, by.senderId, by.now]);
}

const MARK = prepared(
  `update deliveries set state = 'handing_over', attempts = attempts + 1, sender_id = $3, attempted_at = $4 where account_id = $1 and id = $2`,
);
