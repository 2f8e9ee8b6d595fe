import { addDays, dayIn, instantAt, localDate } from '@invoicetracker/calendar';

import { type Prepared, prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** Why nothing at all of an account may leave now. Every notice that is due waits for the same moment. */
export interface AccountObstacle {
  readonly state: 'held';
  readonly reason: string;
  readonly until: Date;
}

/** Minutes until somebody looks again; whoever removes the obstacle lets the notices go at once. */
const LOOK_AGAIN_MINUTES = 60;
/** Below the daily cap by no more than this, the exact count matters. */
const NEAR_CAP = 50;
/** So many workers may send for one account side by side, each of which only knows what it has sent itself. */
const WORKERS = 10;

/** What was sent of an account on a day when it was last counted, and how often this worker has sent since. */
export interface SentSoFar {
  day: string;
  counted: number;
  since: number;
}

/**
 * Looks at the switch, the sender and the daily cap. Near the cap workers wait for each other, so that
 * together they stay below it: the lock lasts until the caller's transaction ends. Far from it they need not even
 * count each time.
 *
 * @param sent what the worker remembers from one notice to the next; changed here
 * @param count how many are about to leave
 * @throws OneByOne where the cap is too near for several
 */
export async function readAccountObstacle(
  tx: Transaction,
  scope: AccountScope,
  now: Date,
  sent: SentSoFar,
  count = 1,
): Promise<AccountObstacle | null> {
  const account = await readAccount(tx, scope, ACCOUNT);
  const later = new Date(now.getTime() + LOOK_AGAIN_MINUTES * 60_000);
  // Nothing is claimed of such an account: this is for what was claimed a moment before.
  if (!account.works) return { state: 'held', reason: 'account-suspended', until: now };
  if (!account.isOn) return { state: 'held', reason: 'sending-switched-off', until: later };
  if (!account.hasSender) return { state: 'held', reason: 'sender-missing', until: later };
  const today = dayIn(account.timeZone, now);
  if (isFarFrom(account.cap, sent, today)) {
    sent.since += count;
    return null;
  }
  Object.assign(sent, {
    day: today,
    counted: await countSent(tx, scope, today, account.cap),
    since: count,
  });
  if (sent.counted + NEAR_CAP < account.cap) return null;
  if (count > 1) throw new OneByOne();
  const { cap } = await readAccount(tx, scope, LOCKED_ACCOUNT);
  if ((await countSent(tx, scope, today, cap)) < cap) return null;
  const tomorrow = instantAt(account.timeZone, addDays(localDate(today), 1), '00:00');
  return { state: 'held', reason: 'daily-cap-reached', until: tomorrow };
}

/** Several cannot be let go together: each has to be counted by itself. */
export class OneByOne extends Error {}

/** Nothing has been counted yet. */
export function nothingCounted(): SentSoFar {
  return { day: '', counted: 0, since: 0 };
}

function isFarFrom(cap: number, { day, counted, since }: SentSoFar, today: string): boolean {
  return day === today && counted + since * WORKERS + NEAR_CAP < cap;
}

interface Account {
  readonly works: boolean;
  readonly isOn: boolean;
  readonly hasSender: boolean;
  readonly cap: number;
  readonly timeZone: string;
}

async function readAccount(
  tx: Transaction,
  scope: AccountScope,
  statement: Prepared,
): Promise<Account> {
  return (await tx.one<Account>(statement, [scope.accountId]))!;
}

const ACCOUNT_TEXT = `
  select account_works(a.id, 'reminders') as works, a.is_automatic_sending as "isOn", a.daily_notice_cap as cap, a.time_zone as "timeZone",
         exists (select 1 from senders s where s.account_id = a.id and s.is_default) as "hasSender"
    from accounts a where a.id = $1`;
const ACCOUNT = prepared(ACCOUNT_TEXT);
const LOCKED_ACCOUNT = prepared(`${ACCOUNT_TEXT} for no key update of a`);

/** A statement of its own: after a lock it must see what the one before us has committed. */
async function countSent(
  tx: Transaction,
  scope: AccountScope,
  today: string,
  cap: number,
): Promise<number> {
  const row = await tx.one<{ sent: number }>(
    `select (select count(*)::int from (select 1 from notices n where n.account_id = $1 and n.sent_on = $2 and n.channel = 'email' limit $3) s)
          + (select count(*)::int from notices n where n.account_id = $1 and n.state = 'handing_over') as sent`,
    [scope.accountId, today, cap],
  );
  return row!.sent;
}
