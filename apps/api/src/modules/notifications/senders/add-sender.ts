import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { lockSenders } from '../contract/lock-senders.js';
import type { SenderBody, SenderView } from './sender.dto.js';
import { readSenderView } from './sender-view.js';
import { letWaitingNoticesGo, writeSender } from './write-sender.js';

/** Senders an account may have. */
const MOST = 20;

/** Stores one more mail server an account can send through. */
@Injectable()
export class AddSender {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly egress: EgressPolicy,
    private readonly sealer: Sealer,
    private readonly jobs: JobQueue,
  ) {}

  /** @throws Invalid `host-not-allowed`, `password-needed`, `default-needed` or `too-many-senders` */
  async execute(scope: AccountScope, body: SenderBody): Promise<SenderView> {
    await this.egress.check(body.host, body.port);
    return this.tenancy.inAccount(scope, async (tx) => {
      await lockSenders(tx, scope);
      await requireRoom(tx, scope);
      const now = this.clock.now();
      const id = await insertBare(tx, scope, body, now);
      const bare = await readSenderView(tx, scope.accountId, id, now);
      await writeSender(tx, scope, this.sealer, now, bare, body);
      const after = await readSenderView(tx, scope.accountId, id, now);
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'sender.created',
        objectKind: 'sender',
        objectId: id,
        after: { ...after, isPasswordNew: body.password !== undefined },
      });
      await letWaitingNoticesGo(tx, scope, this.jobs, now);
      return after;
    });
  }
}

async function requireRoom(tx: Transaction, scope: AccountScope): Promise<void> {
  const { count } = (await tx.one<{ count: number }>(
    'select count(*)::int as count from senders where account_id = $1',
    [scope.accountId],
  ))!;
  if (count >= MOST)
    throw new Invalid('too-many-senders', `An account has room for ${MOST} senders.`);
}

/** The password is sealed for its row, so the row comes first; the write that follows makes it version 1. */
async function insertBare(
  tx: Transaction,
  scope: AccountScope,
  body: SenderBody,
  now: Date,
): Promise<string> {
  const row = await tx.one<{ id: string }>(
    `insert into senders (account_id, is_default, host, port, security, from_name, from_email, version, created_at, updated_at)
     values ($1, false, $2, $3, $4, $5, $6, 0, $7, $7) returning id`,
    [scope.accountId, body.host, body.port, body.security, body.fromName, body.fromEmail, now],
  );
  return row!.id;
}
