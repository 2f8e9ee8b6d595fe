import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import type { JobQueue } from '../../../platform/jobs/job-queue.js';
import type { Sealer } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { changesServer, requirePassword } from './require-password.js';
import type { SenderBody, SenderUse, SenderView } from './sender.dto.js';

/**
 * Writes what a person typed over a sender's row, and what no longer holds with it: a test made with other
 * settings, and the wait of a sender whose server or limits are others now.
 *
 * @param before what is stored; for a new sender its bare row
 * @throws Invalid `default-needed`, or as `requirePassword`
 */
export async function writeSender(
  tx: Transaction,
  scope: AccountScope,
  sealer: Sealer,
  now: Date,
  before: SenderView,
  body: SenderBody,
): Promise<void> {
  requirePassword(before, body);
  await takeUse(tx, scope, before.id, body.use);
  const place = {
    accountId: scope.accountId,
    table: 'senders',
    column: 'sealed_password',
    rowId: before.id,
  };
  const sealed = body.password === undefined ? null : sealer.seal(body.password, place);
  const isOtherServer = sealed !== null || changesServer(before, body);
  await tx.execute(
    `update senders
        set host = $3, port = $4, security = $5, username = $6, sealed_password = case when $6::text is not null then coalesce($7, sealed_password) end,
            from_name = $8, from_email = $9, reply_to = $10, signature = $11, per_minute = $12, per_hour = $13, per_day = $14,
            version = version + 1, updated_at = $15, waits_until = null, waits_reason = null,
            failing_since = case when not $16 then failing_since end, failures = case when $16 then 0 else failures end,
            last_tested_at = case when not $17 then last_tested_at end, last_test_ok = case when not $17 then last_test_ok end,
            last_test_detail = case when not $17 then last_test_detail end
      where account_id = $1 and id = $2`,
    [
      scope.accountId,
      before.id,
      body.host,
      body.port,
      body.security,
      body.username ?? null,
      sealed,
      body.fromName,
      body.fromEmail,
      body.replyTo ?? null,
      body.signature.trim(),
      body.perMinute ?? null,
      body.perHour ?? null,
      body.perDay ?? null,
      now,
      isOtherServer,
      // A test says nothing about another server, another password or another address.
      isOtherServer || before.fromEmail !== body.fromEmail,
    ],
  );
}

/** Lets go what had no server, or one that did not work. */
export async function letWaitingNoticesGo(
  tx: Transaction,
  scope: AccountScope,
  jobs: JobQueue,
  now: Date,
): Promise<void> {
  await tx.execute(
    `update notices set state = 'planned', reason = null, not_before = $2
      where account_id = $1 and state in ('held', 'deferred') and reason in ('sender-missing', 'server-unavailable')`,
    [scope.accountId, now],
  );
  await jobs.send(tx, 'send-notices', scope.accountId, { accountId: scope.accountId });
}

/** Whoever had the use before becomes a spare. The default changes hands and is never given up. */
async function takeUse(
  tx: Transaction,
  scope: AccountScope,
  senderId: string,
  use: SenderUse,
): Promise<void> {
  if (use !== 'default') {
    const other = await tx.one(
      'select 1 from senders where account_id = $1 and is_default and id <> $2',
      [scope.accountId, senderId],
    );
    if (other === undefined)
      throw new Invalid(
        'default-needed',
        'One sender has to be the default. Make another one the default first.',
        [{ field: 'use', code: 'default-needed', message: 'would leave no default' }],
      );
  }
  await tx.execute(
    `update senders set is_default = is_default and $3 <> 'default', is_escalated = is_escalated and $3 <> 'escalated'
      where account_id = $1 and id <> $2 and (is_default or is_escalated)`,
    [scope.accountId, senderId, use],
  );
  await tx.execute(
    `update senders set is_default = $3 = 'default', is_escalated = $3 = 'escalated' where account_id = $1 and id = $2`,
    [scope.accountId, senderId, use],
  );
}
