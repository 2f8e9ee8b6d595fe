import { addDays, dayIn, instantAt, localDate } from '@invoicetracker/calendar';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** Why nothing at all of an account may leave now. Every notice that is due waits for the same moment. */
export interface AccountObstacle {
  readonly state: 'held' | 'deferred';
  readonly reason: string;
  readonly until: Date;
}

/** Minutes until somebody looks again; whoever removes the obstacle lets the notices go at once. */
const LOOK_AGAIN_MINUTES = 60;
const SERVER_DOWN_MINUTES = 10;
/** Below the daily cap by no more than this, the exact count matters. */
const NEAR_CAP = 50;

/**
 * Looks at the switch, the sender and the daily cap. Near the cap workers wait for each other, so that
 * together they stay below it: the lock lasts until the caller's transaction ends.
 */
export async function readAccountObstacle(
  tx: Transaction,
  scope: AccountScope,
  now: Date,
): Promise<AccountObstacle | null> {
  const account = await readAccount(tx, scope, '');
  const later = new Date(now.getTime() + LOOK_AGAIN_MINUTES * 60_000);
  if (!account.isOn) return { state: 'held', reason: 'sending-switched-off', until: later };
  if (!account.hasSender) return { state: 'held', reason: 'sender-missing', until: later };
  const today = dayIn(account.timeZone, now);
  if ((await countSent(tx, scope, today, account.cap)) + NEAR_CAP < account.cap) return null;
  const { cap } = await readAccount(tx, scope, 'for no key update of a');
  if ((await countSent(tx, scope, today, cap)) < cap) return null;
  const tomorrow = instantAt(account.timeZone, addDays(localDate(today), 1), '00:00');
  return { state: 'held', reason: 'daily-cap-reached', until: tomorrow };
}

/** The mail server as a whole does not work: nobody's fault, and no attempt of any notice. */
export function serverDown(now: Date): AccountObstacle {
  const until = new Date(now.getTime() + SERVER_DOWN_MINUTES * 60_000);
  return { state: 'deferred', reason: 'server-unavailable', until };
}

interface Account {
  readonly isOn: boolean;
  readonly hasSender: boolean;
  readonly cap: number;
  readonly timeZone: string;
}

async function readAccount(tx: Transaction, scope: AccountScope, lock: string): Promise<Account> {
  const row = await tx.one<Account>(
    `select a.is_automatic_sending as "isOn", a.daily_notice_cap as cap, a.time_zone as "timeZone",
            exists (select 1 from senders s where s.account_id = a.id and s.is_default) as "hasSender"
       from accounts a where a.id = $1 ${lock}`,
    [scope.accountId],
  );
  return row!;
}

/** A statement of its own: after a lock it must see what the one before us has committed. */
async function countSent(
  tx: Transaction,
  scope: AccountScope,
  today: string,
  cap: number,
): Promise<number> {
  const row = await tx.one<{ sent: number }>(
    `select (select count(*)::int from (select 1 from notices n where n.account_id = $1 and n.sent_on = $2 limit $3) s)
          + (select count(*)::int from notices n where n.account_id = $1 and n.state = 'handing_over') as sent`,
    [scope.accountId, today, cap],
  );
  return row!.sent;
}
