import { Injectable, Logger } from '@nestjs/common';

import { AuditKeys } from '../../platform/audit/audit-keys.js';
import { type Chain, chainOfAccount, INSTANCE_CHAIN } from '../../platform/audit/chain.js';
import { macOfCheckpoint } from '../../platform/audit/links.js';
import { StoredChain } from '../../platform/audit/stored-chain.js';
import { type ChainProblem, verifyChain } from '../../platform/audit/verify-chain.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { systemScope } from '../../platform/tenancy/account-scope.js';
import { auditInstance } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';

export interface CheckedChain {
  /** Null for the chain of the installation. */
  readonly accountId: string | null;
  /** Entries that hold, from the first on. */
  readonly entries: number;
  /** Link of the last of them, in hexadecimal: with the number, what a witness elsewhere keeps. */
  readonly head: string;
  readonly problem: ChainProblem | null;
}

/** Verifies one audit chain, remembers the outcome, and writes down where it ends today. */
@Injectable()
export class VerifyAudit {
  private readonly logger = new Logger('audit');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly keys: AuditKeys,
  ) {}

  /** @param accountId null for the chain of the installation */
  async execute(accountId: string | null): Promise<CheckedChain> {
    const chain = accountId === null ? INSTANCE_CHAIN : chainOfAccount(accountId);
    const within = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
      accountId === null
        ? this.tenancy.asInstance(work)
        : this.tenancy.inAccount(systemScope(accountId), work);
    const { entries, end, problem } = await verifyChain(new StoredChain(chain, within), this.keys);
    const checked = { accountId, entries, head: end.hash.toString('hex'), problem };
    const wall = this.clock.wallNow();
    await within(async (tx) => {
      const isNew = await this.remember(tx, chain, entries, problem, wall);
      if (problem === null) await this.writeDown(tx, chain, end, wall);
      else if (isNew) await this.raiseAlarm(tx, checked, wall);
    });
    // The day's ends are exported with the logs: whoever puts an old state back cannot change those.
    if (problem === null) this.logger.log({ audit: checked }, 'audit chain holds');
    else this.logger.error({ audit: checked }, 'audit chain is broken');
    return checked;
  }

  /** @returns whether the chain held when it was last looked at */
  private async remember(
    tx: Transaction,
    chain: Chain,
    entries: number,
    problem: ChainProblem | null,
    wall: Date,
  ): Promise<boolean> {
    const before = await tx.one<{ isBroken: boolean }>(
      `select problem is not null as "isBroken" from ${chain.checks} where ${chain.key} = $1 for update`,
      [chain.name],
    );
    await tx.execute(
      `insert into ${chain.checks} as c (${chain.key}, checked_at, entries, problem, broken_since)
       values ($1, $2, $3, $4::jsonb, case when $4::jsonb is not null then $2::timestamptz end)
       on conflict (${chain.key}) do update set checked_at = $2, entries = $3, problem = $4,
         broken_since = case when $4::jsonb is not null then coalesce(c.broken_since, $2) end`,
      [chain.name, wall, entries, problem === null ? null : JSON.stringify(problem)],
    );
    return before?.isBroken !== true;
  }

  private async writeDown(
    tx: Transaction,
    chain: Chain,
    end: { seq: number; hash: Buffer },
    wall: Date,
  ): Promise<void> {
    const keyId = this.keys.newestKeyId;
    const onDay = wall.toISOString().slice(0, 10);
    const mac = macOfCheckpoint(this.keys, keyId, chain.name, onDay, end);
    await tx.execute(
      `insert into ${chain.checkpoints} (${chain.key}, on_day, seq, hash, key_id, mac, created_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [chain.name, onDay, end.seq, end.hash, keyId, mac, wall],
    );
  }

  private async raiseAlarm(
    tx: Transaction,
    { accountId, problem }: CheckedChain,
    wall: Date,
  ): Promise<void> {
    await auditInstance(tx, wall, {
      actor: { kind: 'system' },
      action: 'audit.broken',
      objectKind: accountId === null ? 'installation' : 'account',
      objectId: accountId,
      after: problem,
    });
  }
}
