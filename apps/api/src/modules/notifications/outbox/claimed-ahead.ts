import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { WorkingSender } from '../senders/sender.reader.js';
import type { ClaimedNotice } from './claimed-notice.js';
import type { NoticeClaims } from './notice-claims.js';

/** Notices claimed for the lanes of one sender, several at a time: each lane takes the next. */
export class ClaimedAhead {
  private readonly waiting: ClaimedNotice[] = [];
  private filling: Promise<void> | null = null;
  private isDry = false;

  /** @param size how many are claimed at once */
  constructor(
    private readonly claims: NoticeClaims,
    private readonly scope: AccountScope,
    private readonly sender: Pick<WorkingSender, 'id' | 'kinds'>,
    private readonly size: number,
  ) {}

  /** The next notice; null when there is none that nobody holds. */
  async next(): Promise<ClaimedNotice | null> {
    for (;;) {
      const notice = this.waiting.shift();
      if (notice !== undefined) return notice;
      if (this.isDry) return null;
      this.filling ??= this.fill().finally(() => (this.filling = null));
      await this.filling;
    }
  }

  /** Gives back what no lane has taken. */
  giveBack(): Promise<void> {
    return this.claims.giveBack(this.scope, this.waiting.splice(0));
  }

  private async fill(): Promise<void> {
    const notices = await this.claims.next(this.scope, this.sender, this.size);
    this.waiting.push(...notices);
    this.isDry = notices.length === 0;
  }
}
