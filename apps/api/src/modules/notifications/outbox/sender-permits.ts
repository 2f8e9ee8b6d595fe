import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { SenderLimits, WorkingSender } from '../senders/sender.reader.js';
import { OneByOne } from './account-obstacle.js';
import type { SenderWait } from './sender-wait.js';

/** So many messages of headroom or fewer are counted exactly, one worker after the other. */
const NEAR_LIMIT = 50;
/** So many workers may send through one sender side by side, each of which only knows what it has sent itself. */
const WORKERS = 10;

const WINDOWS: readonly {
  limit: keyof SenderLimits;
  seconds: number;
  reason: SenderWait['reason'];
}[] = [
  { limit: 'perMinute', seconds: 60, reason: 'sender-minute-limit' },
  { limit: 'perHour', seconds: 3600, reason: 'sender-hour-limit' },
  { limit: 'perDay', seconds: 86_400, reason: 'sender-day-limit' },
];

/**
 * Keeps one worker's sender below its limits. Each message is counted in the transaction that marks it as being
 * handed over, over the 60 seconds, 60 minutes and 24 hours before it: no burst at the turn of an hour. Near a limit
 * workers wait for each other until that transaction ends; far from it they need not even count each time.
 */
export class SenderPermits {
  private readonly windows: { allowed: number; seconds: number; reason: SenderWait['reason'] }[];
  /** Messages that fit whatever the other workers do. */
  private free = 0;

  constructor(private readonly sender: Pick<WorkingSender, 'id' | 'limits'>) {
    this.windows = WINDOWS.flatMap(({ limit, ...window }) => {
      const allowed = sender.limits[limit];
      return allowed === null ? [] : [{ ...window, allowed }];
    });
  }

  /**
   * @param count messages that are about to leave together
   * @returns until when the sender has to wait, and why; null when they may leave now
   * @throws OneByOne where a limit is too near for several
   */
  async ask(
    tx: Transaction,
    scope: AccountScope,
    now: Date,
    count = 1,
  ): Promise<SenderWait | null> {
    if (this.windows.length === 0) return null;
    if (this.free >= count) {
      this.free -= count;
      return null;
    }
    if (count > 1) throw new OneByOne();
    // A statement of its own: after the lock the count must see what the one before us has committed.
    await tx.execute(LOCK, [scope.accountId, this.sender.id]);
    const used = await tx.query<{ used: number; freeAt: Date | null }>(USED, [
      scope.accountId,
      this.sender.id,
      now,
      this.windows.map(({ allowed }) => allowed),
      this.windows.map(({ seconds }) => seconds),
    ]);
    const full = this.windows
      .map((window, index) => ({ ...window, ...used[index]! }))
      .filter((window) => window.used >= window.allowed)
      .sort((one, other) => other.freeAt!.getTime() - one.freeAt!.getTime());
    if (full[0] !== undefined) return { reason: full[0].reason, until: full[0].freeAt! };
    const headroom = Math.min(
      ...this.windows.map(({ allowed }, index) => allowed - used[index]!.used),
    );
    this.free = Math.max(0, Math.floor((headroom - NEAR_LIMIT) / WORKERS));
    return null;
  }
}

const LOCK = prepared('select 1 from senders where account_id = $1 and id = $2 for no key update');

/**
 * How full each window is, and when the oldest message of a full one leaves it. Another worker's message may be
 * stamped a little later than our own moment and counts; one from before a calendar was set back does not.
 */
const USED = prepared(`
  select (select count(*)::int from (select 1 from deliveries d
            where d.account_id = $1 and d.sender_id = $2 and d.attempted_at > $3::timestamptz - w.seconds * interval '1 second' and d.attempted_at <= $3 + interval '5 minutes'
            limit w.allowed) s) as used,
         (select d.attempted_at + w.seconds * interval '1 second' from deliveries d
           where d.account_id = $1 and d.sender_id = $2 and d.attempted_at > $3::timestamptz - w.seconds * interval '1 second' and d.attempted_at <= $3 + interval '5 minutes'
           order by d.attempted_at desc offset w.allowed - 1 limit 1) as "freeAt"
    from unnest($4::int[], $5::int[]) with ordinality w(allowed, seconds, place) order by w.place`);
