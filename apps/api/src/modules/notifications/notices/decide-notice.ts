import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, NotFound } from '../../../platform/http/domain-error.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { cancelNotice } from '../../cases/contract/cancel-notice.js';
import { recordNoticeOutcome } from '../../cases/contract/record-notice-outcome.js';
import type { Moment } from '../../cases/contract/moment.js';
import { holdNotice } from '../approvals/hold-notice.js';
import { planNoticeAgain } from '../contract/plan-notice-again.js';
import type { NoticeState } from './notices.dto.js';

type Verb = 'retried' | 'resolved' | 'cancelled';

/** In which states a person may do what. A notice that is being handed over, or has left, is nobody's to change. */
const ALLOWED: Readonly<Record<Verb, readonly NoticeState[]>> = {
  retried: ['refused', 'deferred', 'held'],
  resolved: ['unknown'],
  cancelled: ['awaiting_approval', 'planned', 'held', 'deferred', 'claimed', 'refused', 'to_do'],
};

/** What a person decides about a notice that does not go its way by itself. */
@Injectable()
export class DecideNotice {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
    private readonly jobs: JobQueue,
  ) {}

  /** Tries again now: the addresses the server refused are taken for mended. */
  retry(scope: AccountScope, noticeId: string): Promise<void> {
    return this.decide(scope, noticeId, 'retried', (tx, at, isCounted) =>
      isCounted ? this.planRest(tx, scope, at, noticeId) : this.planAgain(tx, scope, at, noticeId),
    );
  }

  /** Settles a notice whose outcome nobody knew: it counts as sent, or it is sent again. */
  resolve(scope: AccountScope, noticeId: string, outcome: 'sent' | 'not_sent'): Promise<void> {
    return this.decide(scope, noticeId, 'resolved', async (tx, at) => {
      if (outcome === 'not_sent') return this.planAgain(tx, scope, at, noticeId);
      await tx.execute(
        `update deliveries set state = 'accepted', finished_at = $3, server_answer = coalesce(server_answer, 'a person found that it arrived')
          where account_id = $1 and notice_id = $2 and state = 'unknown'`,
        [scope.accountId, noticeId, at.now],
      );
      await skipOpenDeliveries(tx, scope, noticeId);
      await tx.execute(
        `update notices set state = 'sent', reason = 'found-by-a-person', sent_at = coalesce(handed_over_at, $3), sent_on = $4 where account_id = $1 and id = $2`,
        [scope.accountId, noticeId, at.now, at.today],
      );
      await recordNoticeOutcome(tx, scope, at, noticeId, 'counted', 'found-by-a-person');
    });
  }

  /**
   * Takes the notice back; its cases are decided again from tomorrow on, or stop until a person lets them go on. One that an address has accepted
   * cannot be taken back: then only the other addresses are left out.
   */
  cancel(scope: AccountScope, noticeId: string, isHeld = false): Promise<void> {
    return this.decide(scope, noticeId, 'cancelled', async (tx, at, isCounted) => {
      await skipOpenDeliveries(tx, scope, noticeId);
      if (isCounted) {
        await tx.execute(
          `update notices set state = 'sent', reason = 'cancelled-by-a-person' where account_id = $1 and id = $2`,
          [scope.accountId, noticeId],
        );
        return;
      }
      const outcome = 'cancelled-by-a-person';
      if (isHeld) await holdNotice(tx, scope, at, noticeId, { reason: '', until: null, outcome });
      else await cancelNotice(tx, scope, at, noticeId, outcome);
    });
  }

  private decide(
    scope: AccountScope,
    noticeId: string,
    verb: Verb,
    work: (tx: Transaction, at: Moment, isCounted: boolean) => Promise<void>,
  ): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const notice = await tx.one<{ state: NoticeState; isCounted: boolean }>(
        'select state, sent_at is not null as "isCounted" from notices where account_id = $1 and id = $2 for update',
        [scope.accountId, noticeId],
      );
      if (notice === undefined) throw new NotFound('notice');
      if (!ALLOWED[verb].includes(notice.state)) {
        throw new DomainError(
          'conflict',
          'notice-state',
          `A notice that is "${notice.state}" cannot be ${verb}. Load it again to see where it stands.`,
        );
      }
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      await work(tx, at, notice.isCounted);
      await audit(tx, scope, this.clock.wallNow(), {
        action: `notice.${verb}`,
        objectKind: 'notice',
        objectId: noticeId,
        before: { state: notice.state },
      });
    });
  }

  /** The addresses that were told to wait are tried now; the stage counts already. */
  private async planRest(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    noticeId: string,
  ): Promise<void> {
    await tx.execute(
      `update notices set state = 'planned', not_before = $3 where account_id = $1 and id = $2`,
      [scope.accountId, noticeId, at.now],
    );
    await this.jobs.send(tx, 'send-notices', scope.accountId, { accountId: scope.accountId });
  }

  private async planAgain(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    noticeId: string,
  ): Promise<void> {
    await planNoticeAgain(tx, scope, at, noticeId);
    await this.jobs.send(tx, 'send-notices', scope.accountId, { accountId: scope.accountId });
  }
}

async function skipOpenDeliveries(
  tx: Transaction,
  scope: AccountScope,
  noticeId: string,
): Promise<void> {
  await tx.execute(
    `update deliveries set state = 'skipped' where account_id = $1 and notice_id = $2 and state in ('planned', 'deferred')`,
    [scope.accountId, noticeId],
  );
}
