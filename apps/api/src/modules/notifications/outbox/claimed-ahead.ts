import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { WorkingSender } from '../senders/sender.reader.js';
import type { ClaimedNotice } from './claimed-notice.js';
import type { NoticeClaims } from './notice-claims.js';

/** Notices claimed for the lanes of one sender, several at a time: each lane takes the next, and more are fetched early. */
export class ClaimedAhead {
  private readonly waiting: ClaimedNotice[] = [];
  private filling: Promise<void> | null = null;
  private isDry = false;

  /**
   * @param size how many are claimed at once
   * @param reserve with so many left or fewer the next are claimed, while the lanes are busy
   */
  constructor(
    private readonly claims: NoticeClaims,
    private readonly scope: AccountScope,
    private readonly sender: Pick<WorkingSender, 'id' | 'kinds'>,
    private readonly size: number,
    private readonly reserve: number,
  ) {}

  /** The next notice; null when there is none that nobody holds. */
  async next(): Promise<ClaimedNotice | null> {
    for (;;) {
      const notice = this.waiting.shift();
      if (this.waiting.length <= this.reserve) this.fill();
      if (notice !== undefined) return notice;
      if (this.filling === null) return null;
      await this.filling;
    }
  }

  /** Gives back what no lane has taken. */
  async giveBack(): Promise<void> {
    await Promise.allSettled([this.filling]);
    await this.claims.giveBack(this.scope, this.waiting.splice(0));
  }

  private fill(): void {
    if (this.isDry || this.filling !== null) return;
    this.filling = this.claim().finally(() => (this.filling = null));
    // Who finds nothing waits for it, and hears what went wrong.
    this.filling.catch(() => undefined);
  }

  private async claim(): Promise<void> {
    const notices = await this.claims.next(this.scope, this.sender, this.size);
    this.waiting.push(...notices);
    this.isDry = notices.length === 0;
  }
}
