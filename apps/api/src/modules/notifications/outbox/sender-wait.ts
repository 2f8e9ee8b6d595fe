import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { SenderWaitReason } from '../senders/sender.dto.js';
import type { WorkingSender } from '../senders/sender.reader.js';

/** Why nothing may leave through one sender now. Other senders of the account go on. */
export interface SenderWait {
  readonly reason: SenderWaitReason;
  readonly until: Date;
}

/** Minutes until a server that could not be used is tried again: soon at first, then less and less often. */
const TRY_AGAIN_MINUTES = [1, 2, 5, 10, 20, 30];

/** Lets a sender wait whose limit is reached. The notices behind it, however many, are not touched. */
export async function letSenderWait(
  tx: Transaction,
  scope: AccountScope,
  senderId: string,
  { reason, until }: SenderWait,
): Promise<void> {
  await tx.execute(
    `update senders set waits_until = $3, waits_reason = $4
      where account_id = $1 and id = $2 and (waits_until is null or waits_until < $3)`,
    [scope.accountId, senderId, until, reason],
  );
}

/**
 * Pauses a sender whose server cannot be used. Workers that find out together count as one. The first time, what
 * is due says why it waits; after that the sender says it for all of them, and an hour without it costs nothing.
 */
export async function pauseSender(
  tx: Transaction,
  scope: AccountScope,
  sender: WorkingSender,
  now: Date,
): Promise<void> {
  const paused = await tx.one<{ failures: number }>(
    `update senders set failing_since = coalesce(failing_since, $3), failures = failures + 1, waits_reason = 'server-unavailable',
            waits_until = $3::timestamptz + ($4::int[])[least(failures + 1, cardinality($4::int[]))] * interval '1 minute'
      where account_id = $1 and id = $2 and (waits_until is null or waits_until <= $3 or waits_reason <> 'server-unavailable')
     returning failures`,
    [scope.accountId, sender.id, now, TRY_AGAIN_MINUTES],
  );
  if (paused?.failures !== 1) return;
  await tx.execute(
    `update notices set state = 'deferred', reason = 'server-unavailable'
      where account_id = $1 and state in ('planned', 'deferred', 'held') and not_before <= $2 and sender_kind = any ($3::text[])`,
    [scope.accountId, now, sender.kinds],
  );
}

/** The server has taken or refused a message: it is there. */
export async function noteSenderWorks(
  tx: Transaction,
  scope: AccountScope,
  senderId: string,
): Promise<void> {
  await tx.execute(
    `update senders set failing_since = null, failures = 0, waits_until = null, waits_reason = null where account_id = $1 and id = $2 and failures > 0`,
    [scope.accountId, senderId],
  );
}
