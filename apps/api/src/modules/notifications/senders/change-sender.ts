import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { Stale } from '../../../platform/http/domain-error.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { changesServer, requirePassword } from './require-password.js';
import type { SenderBody, SenderView } from './sender.dto.js';
import { readSenderView } from './sender-view.js';

/** Stores the mail server an account sends through. */
@Injectable()
export class ChangeSender {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly egress: EgressPolicy,
    private readonly sealer: Sealer,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * @param version the version the person has seen, 0 where there was none
   * @throws Stale, or Invalid `host-not-allowed` or `password-needed`
   */
  async execute(scope: AccountScope, version: number, body: SenderBody): Promise<SenderView> {
    // Asks the name server, so before the transaction.
    await this.egress.check(body.host, body.port);
    return this.tenancy.inAccount(scope, async (tx) => {
      const id = await lockOrInsert(tx, scope, version, body, this.clock.now());
      const before = await readSenderView(tx, scope.accountId);
      requirePassword(before, body);
      await this.write(tx, scope, id, before, body);
      const after = await readSenderView(tx, scope.accountId);
      await audit(tx, scope, this.clock.wallNow(), {
        action: version === 0 ? 'sender.created' : 'sender.changed',
        objectKind: 'sender',
        objectId: id,
        ...(version === 0 ? {} : { before }),
        after: { ...after, isPasswordNew: body.password !== undefined },
      });
      await this.letWaitingNoticesGo(tx, scope);
      return after;
    });
  }

  private async write(
    tx: Transaction,
    scope: AccountScope,
    id: string,
    before: SenderView,
    body: SenderBody,
  ): Promise<void> {
    const place = {
      accountId: scope.accountId,
      table: 'senders',
      column: 'sealed_password',
      rowId: id,
    };
    const sealed = body.password === undefined ? null : this.sealer.seal(body.password, place);
    // A test says nothing about another server, another password or another address.
    const isUntested =
      sealed !== null || changesServer(before, body) || before.fromEmail !== body.fromEmail;
    await tx.execute(
      `update senders
          set host = $3, port = $4, security = $5, username = $6, sealed_password = case when $6::text is not null then coalesce($7, sealed_password) end,
              from_name = $8, from_email = $9, reply_to = $10, version = version + 1, updated_at = $11,
              last_tested_at = case when not $12 then last_tested_at end, last_test_ok = case when not $12 then last_test_ok end,
              last_test_detail = case when not $12 then last_test_detail end
        where account_id = $1 and id = $2`,
      [
        scope.accountId,
        id,
        body.host,
        body.port,
        body.security,
        body.username ?? null,
        sealed,
        body.fromName,
        body.fromEmail,
        body.replyTo ?? null,
        this.clock.now(),
        isUntested,
      ],
    );
  }

  /** Those that had no server, and those whose server did not work. */
  private async letWaitingNoticesGo(tx: Transaction, scope: AccountScope): Promise<void> {
    await tx.execute(
      `update notices set state = 'planned', reason = null, not_before = $2 
        where account_id = $1 and state in ('held', 'deferred') and reason in ('sender-missing', 'server-unavailable')`,
      [scope.accountId, this.clock.now()],
    );
    await this.jobs.send(tx, 'send-notices', scope.accountId, { accountId: scope.accountId });
  }
}

/** The row to write to, locked. Version 0 is the row that was not there: it is made, and the write makes it version 1. */
async function lockOrInsert(
  tx: Transaction,
  scope: AccountScope,
  version: number,
  body: SenderBody,
  now: Date,
): Promise<string> {
  const row = await (version === 0
    ? tx.one<{ id: string }>(
        `insert into senders (account_id, host, port, security, from_name, from_email, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, 0, $7, $7) on conflict (account_id) where is_default do nothing returning id`,
        [scope.accountId, body.host, body.port, body.security, body.fromName, body.fromEmail, now],
      )
    : tx.one<{ id: string }>(
        'select id from senders where account_id = $1 and is_default and version = $2 for update',
        [scope.accountId, version],
      ));
  if (row === undefined) throw new Stale();
  return row.id;
}
