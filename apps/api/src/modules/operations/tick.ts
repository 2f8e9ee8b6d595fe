import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

import { Clock } from '../../platform/clock/clock.js';
import { REPLY_KEPT_MS } from '../../platform/idempotency/kept-replies.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { StartDueSyncs } from '../providers/contract/start-due-syncs.js';
import { WakePaymentWrites } from '../providers/contract/wake-payment-writes.js';
import { WakeWaitingLooks } from '../providers/contract/wake-waiting-looks.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';

/** Seconds after which a run that is still queued is woken again: its first wake-up was lost. */
const LOST_WAKE_UP_SECONDS = 30;

/**
 * Looks once a minute what is due in any account, and wakes the jobs. Any number of workers may tick:
 * a key is never queued twice, and the rows behind it are the locks.
 */
@Injectable()
export class Tick {
  private readonly logger = new Logger('tick');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
    private readonly startDueSyncs: StartDueSyncs,
    private readonly wakeWaitingLooks: WakeWaitingLooks,
    private readonly wakePaymentWrites: WakePaymentWrites,
  ) {}

  @Cron(CronExpression.EVERY_MINUTE)
  async onMinute(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      // The next minute looks again; a tick must not take the worker down with a passing fault.
      this.logger.error({ err: error }, 'tick failed');
    }
  }

  /** Wakes everything that is due now. */
  async look(): Promise<void> {
    const now = this.clock.now();
    const wall = this.clock.wallNow();
    const due = await this.tenancy.withoutScope(async (tx) => ({
      runs: await tx.query<{ account_id: string; on_day: string }>(
        'select * from system_due_daily_runs($1, $2)',
        [now, wall],
      ),
      notices: await tx.query<{ account_id: string }>(
        'select * from system_accounts_with_notices($1, $2)',
        [now, wall],
      ),
      mailboxes: await tx.query<{ account_id: string; mailbox_id: string }>(
        'select * from system_due_mailboxes($1)',
        [wall],
      ),
      approvalMails: await tx.query<{ account_id: string }>(
        'select * from system_due_approval_mails($1)',
        [now],
      ),
      orphans: await tx.query<{ account_id: string; connection_id: string; run_id: string }>(
        'select * from system_orphaned_sync_runs($1, $2)',
        [wall, new Date(now.getTime() - LOST_WAKE_UP_SECONDS * 1000)],
      ),
    }));
    await this.tenancy.ask(
      'select system_forget_full_buckets($1), system_forget_idempotency_keys($2)',
      [wall, new Date(wall.getTime() - REPLY_KEPT_MS)],
    );
    await this.startDueSyncs.execute();
    await this.wakeWaitingLooks.execute();
    await this.wakePaymentWrites.execute();
    for (const run of due.runs) {
      await this.jobs.wake('run-account-day', run.account_id, {
        accountId: run.account_id,
        onDay: run.on_day,
      });
    }
    for (const orphan of due.orphans) {
      await this.jobs.wake('sync-connection', orphan.run_id, {
        accountId: orphan.account_id,
        connectionId: orphan.connection_id,
        runId: orphan.run_id,
      });
    }
    for (const { account_id: accountId, mailbox_id: mailboxId } of due.mailboxes) {
      await this.jobs.wake('collect-mailbox', mailboxId, { accountId, mailboxId });
    }
    for (const { account_id: accountId } of due.approvalMails) {
      await this.jobs.wake('mail-approvals', accountId, { accountId });
    }
    for (const notice of due.notices) {
      await this.jobs.wake('send-notices', notice.account_id, { accountId: notice.account_id });
    }
  }
}
