import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { DEFAULT_POLICY } from '@invoicetracker/dunning';

import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/transaction.js';
import type { AccountScope, Actor, Role } from '../../platform/tenancy/account-scope.js';
import { audit, auditInstance } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';

export interface NewAccount {
  readonly name: string;
  readonly legalName: string;
  readonly country: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly language: 'pl' | 'en' | 'hu' | 'de';
}

/** Makes an account with the five default stages. */
@Injectable()
export class CreateAccount {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  async execute(
    account: NewAccount,
    members: readonly { userId: string; role: Role }[],
    actor: Actor = { kind: 'command' },
  ): Promise<string> {
    const accountId = randomUUID();
    const scope: AccountScope = { accountId, actor };
    await this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      await tx.execute(
        `insert into accounts (id, name, legal_name, country, time_zone, currency, language, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
        [
          accountId,
          account.name,
          account.legalName,
          account.country,
          account.timeZone,
          account.currency,
          account.language,
          now,
        ],
      );
      for (const member of members) {
        await tx.execute(
          'insert into memberships (account_id, user_id, role, created_at) values ($1, $2, $3, $4)',
          [accountId, member.userId, member.role, now],
        );
      }
      await insertDefaultPolicy(tx, accountId, now);
      const entry = {
        action: 'account.created',
        objectKind: 'account',
        objectId: accountId,
        after: account,
      };
      // The first link of the account's audit chain.
      await audit(tx, scope, now, entry);
      if (actor.kind === 'user') await auditInstance(tx, now, { actor, ...entry });
    });
    return accountId;
  }
}

async function insertDefaultPolicy(tx: Transaction, accountId: string, now: Date): Promise<void> {
  const policy = await tx.one<{ id: string }>(
    `insert into policies (account_id, name, is_default, created_at) values ($1, 'Standard', true, $2) returning id`,
    [accountId, now],
  );
  await tx.execute(
    `insert into policy_versions (account_id, policy_id, version, case_opens_offset_days, min_gap_days, created_at)
     values ($1, $2, 1, $3, $4, $5)`,
    [accountId, policy!.id, DEFAULT_POLICY.caseOpensOffsetDays, DEFAULT_POLICY.minGapDays, now],
  );
  await tx.execute(
    `insert into stages (account_id, policy_id, version, key, position, offset_days, audience, is_enabled)
     select $1, $2, 1, s.* from jsonb_to_recordset($3) as s(key text, position int, "offsetDays" int, audience text, "isEnabled" boolean)`,
    [accountId, policy!.id, JSON.stringify(DEFAULT_POLICY.stages)],
  );
}
