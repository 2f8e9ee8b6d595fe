import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readSendingProblems } from './sending-problems.js';
import type { SendingSwitchView } from './sending.dto.js';

/** Hours a look at what would leave is good for. */
const PREVIEW_HOURS = 24;

/** Switches automatic sending of an account on, after somebody has seen what would leave, or off at once. */
@Injectable()
export class SwitchSending {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  /** @throws Invalid `preview-needed` or `sender-missing` */
  execute(
    scope: AccountScope,
    isOn: boolean,
    previewId: string | undefined,
  ): Promise<SendingSwitchView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      if (isOn) await this.requireReady(tx, scope, previewId);
      const row = await tx.one<{ since: Date | null }>(
        `update accounts set is_automatic_sending = $2, automatic_sending_since = case when not $2 then null else coalesce(automatic_sending_since, $3) end
          where id = $1 returning automatic_sending_since as since`,
        [scope.accountId, isOn, this.clock.now()],
      );
      if (isOn) await this.letHeldNoticesGo(tx, scope);
      await audit(tx, scope, this.clock.wallNow(), {
        action: isOn ? 'sending.switched-on' : 'sending.switched-off',
        objectKind: 'account',
        objectId: scope.accountId,
        after: { previewId: previewId ?? null },
      });
      return { isAutomaticSending: isOn, automaticSendingSince: row!.since?.toISOString() ?? null };
    });
  }

  private async letHeldNoticesGo(tx: Transaction, scope: AccountScope): Promise<void> {
    await tx.execute(
      `update notices set state = 'planned', reason = null, not_before = $2 where account_id = $1 and state = 'held' and reason = 'sending-switched-off'`,
      [scope.accountId, this.clock.now()],
    );
    await this.jobs.send(tx, 'send-notices', scope.accountId, { accountId: scope.accountId });
  }

  private async requireReady(
    tx: Transaction,
    scope: AccountScope,
    previewId: string | undefined,
  ): Promise<void> {
    const seen = await tx.one(
      'select id from sending_previews where account_id = $1 and id = $2 and created_at > $3',
      [
        scope.accountId,
        previewId ?? null,
        new Date(this.clock.wallNow().getTime() - PREVIEW_HOURS * 3_600_000),
      ],
    );
    if (seen === undefined) {
      throw new Invalid(
        'preview-needed',
        'Look first at what would leave, then switch sending on.',
        [
          {
            field: 'previewId',
            code: 'preview-needed',
            message: 'is not a preview of the last 24 hours',
          },
        ],
      );
    }
    const problems = await readSendingProblems(tx, scope.accountId);
    const missing = problems.find((problem) => problem.code === 'sender-missing');
    if (missing !== undefined) throw new Invalid(missing.code, missing.detail);
  }
}
