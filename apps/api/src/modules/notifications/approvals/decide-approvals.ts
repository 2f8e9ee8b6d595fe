import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import type { Moment } from '../../cases/contract/moment.js';
import type { DecidedNotice } from './approvals.dto.js';
import { decideApproval, type Outcome, type Wish } from './decide-approval.js';

const ACTION = {
  approve: 'notice.approved',
  skip: 'notice.skipped',
  hold: 'notice.held',
} as const satisfies Record<Wish['kind'], string>;

/**
 * Lets notices that wait for a person go, leaves them out or holds them: one or many, each in a transaction of
 * its own, so that one that cannot be decided does not stop the others.
 */
@Injectable()
export class DecideApprovals {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @param via told in the audit */
  async execute(
    scope: AccountScope,
    wanted: readonly { readonly id: string; readonly wish: Wish }[],
    via: 'screen' | 'mailed-link' = 'screen',
  ): Promise<DecidedNotice[]> {
    const decided: DecidedNotice[] = [];
    for (const { id, wish } of wanted) {
      decided.push({ id, outcome: await this.decide(scope, id, wish, via) });
    }
    return decided;
  }

  /** Takes an approval back while the notice has not left: it waits again. */
  async withdraw(scope: AccountScope, noticeIds: readonly string[]): Promise<DecidedNotice[]> {
    const decided: DecidedNotice[] = [];
    for (const id of noticeIds) {
      const outcome = await this.tenancy.inAccount(scope, async (tx): Promise<Outcome> => {
        const count = await tx.execute(WITHDRAW, [scope.accountId, id]);
        if (count === 0) return 'gone';
        await this.note(tx, scope, 'notice.approval-withdrawn', id);
        return 'done';
      });
      decided.push({ id, outcome });
    }
    return decided;
  }

  private decide(
    scope: AccountScope,
    id: string,
    wish: Wish,
    via: 'screen' | 'mailed-link',
  ): Promise<Outcome> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const at: Moment = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      const outcome = await decideApproval(tx, scope, at, id, wish);
      if (outcome === 'done') await this.note(tx, scope, ACTION[wish.kind], id, { ...wish, via });
      return outcome;
    });
  }

  private note(
    tx: Transaction,
    scope: AccountScope,
    action: string,
    objectId: string,
    after: object = {},
  ): Promise<void> {
    return audit(tx, scope, this.clock.wallNow(), {
      action,
      objectKind: 'notice',
      objectId,
      after,
    });
  }
}

/** A worker that has claimed it loses it; one that is being handed over, or has left, is nobody's to stop. */
const WITHDRAW = `
update notices set state = 'awaiting_approval', reason = null, approved_at = null, approved_by = null, approved_content = null,
       fence = fence + 1, lease_until = null
 where account_id = $1 and id = $2 and approved_at is not null and sent_at is null
   and state in ('planned', 'held', 'deferred', 'claimed')`;
