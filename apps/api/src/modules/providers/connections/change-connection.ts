import { Injectable } from '@nestjs/common';

import type { ProviderName } from '../../../config/provider-names.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid, NotFound, Stale } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { CONNECTORS } from '../provider-registry.js';
import { checkedCredentials } from './checked-credentials.js';
import { hastenWrites } from '../write-back/hasten-writes.js';
import { withdrawWaitingWrites } from '../write-back/withdraw-waiting-writes.js';
import { writeBackOf } from '../write-back/write-back-of.js';
import { StoredKey } from './stored-key.js';

export interface ConnectionChange {
  readonly name?: string | undefined;
  readonly credentials?: Readonly<Record<string, unknown>> | undefined;
  readonly isPaused?: boolean | undefined;
  readonly arePaymentsKeptHere?: boolean | undefined;
  readonly marksPaid?: boolean | undefined;
  readonly recordsPayments?: boolean | undefined;
}

type State = 'active' | 'paused' | 'needs_reconnect';

/** Renames a connection, gives it a new key, pauses it or lets it go on. */
@Injectable()
export class ChangeConnection {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly keys: StoredKey,
  ) {}

  /** @throws NotFound, Stale when `version` is not the newest, or DomainError naming wrong credentials */
  execute(
    scope: AccountScope,
    connectionId: string,
    version: number,
    change: ConnectionChange,
  ): Promise<void> {
    const now = this.clock.now();
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await lockConnection(tx, scope, connectionId);
      if (before.version !== version) throw new Stale();
      requireQuestion(before.provider, change);
      checkWriteBack(before.provider, change);
      const after = {
        name: change.name ?? before.name,
        state: nextState(before.state, change),
        marksPaid: change.marksPaid ?? before.marks_paid,
        recordsPayments: change.recordsPayments ?? before.records_payments,
      };
      const sealed =
        change.credentials === undefined
          ? null
          : this.keys.seal(
              scope,
              connectionId,
              checkedCredentials(before.provider, change.credentials),
            );
      await tx.execute(
        `update connections
            set name = $3, state = $4, marks_paid = $9, records_payments = $10, version = version + 1, updated_at = $6, sealed_key = coalesce($5, sealed_key),
                key_set_at = case when $5::text is null then key_set_at else $6 end,
                last_tested_at = case when $5::text is null then last_tested_at end,
                last_test_ok = case when $5::text is null then last_test_ok end,
                payments_kept_at = case when $7::boolean is null then payments_kept_at when $7 then $6 end,
                payments_kept_by = case when $7::boolean is null then payments_kept_by when $7 then $8::uuid end
          where account_id = $1 and id = $2`,
        [
          scope.accountId,
          connectionId,
          after.name,
          after.state,
          sealed,
          now,
          change.arePaymentsKeptHere ?? null,
          actingUser(scope),
          after.marksPaid,
          after.recordsPayments,
        ],
      );
      const switchedOff = {
        marksPaid: before.marks_paid && !after.marksPaid,
        recordsPayments: before.records_payments && !after.recordsPayments,
      };
      const wall = this.clock.wallNow();
      await withdrawWaitingWrites(tx, scope, connectionId, switchedOff, wall);
      if (after.state === 'active' && before.state !== 'active')
        await hastenWrites(tx, scope, connectionId, wall);
      await audit(tx, scope, now, {
        action: 'connection.changed',
        objectKind: 'connection',
        objectId: connectionId,
        before: {
          name: before.name,
          state: before.state,
          marksPaid: before.marks_paid,
          recordsPayments: before.records_payments,
        },
        after: {
          ...after,
          isKeyNew: sealed !== null,
          ...(change.arePaymentsKeptHere === undefined
            ? {}
            : { arePaymentsKeptHere: change.arePaymentsKeptHere }),
        },
      });
    });
  }
}

/** There is nothing to answer where the provider itself knows what was paid. */
function requireQuestion(provider: ProviderName, change: ConnectionChange): void {
  if (change.arePaymentsKeptHere === undefined) return;
  if (CONNECTORS[provider].description.learnsOfPayments === false) return;
  throw new Invalid('payments-known', 'This provider knows what was paid.', [
    {
      field: 'arePaymentsKeptHere',
      code: 'payments-known',
      message: 'arePaymentsKeptHere is no question here',
    },
  ]);
}

function nextState(state: State, change: ConnectionChange): State {
  if (change.isPaused === true) return 'paused';
  if (change.credentials !== undefined) return 'active';
  if (change.isPaused === false && state === 'paused') return 'active';
  return state;
}

/** @throws Invalid `provider-cannot` for what the provider cannot be told */
function checkWriteBack(provider: ProviderName, change: ConnectionChange): void {
  const can = writeBackOf(provider);
  const wrong = [
    ...(change.marksPaid === true && !can.canMarkPaid ? ['marksPaid'] : []),
    ...(change.recordsPayments === true && !can.canRecordPayments ? ['recordsPayments'] : []),
  ];
  if (wrong.length === 0) return;
  throw new Invalid(
    'provider-cannot',
    'This invoicing system cannot be told of that.',
    wrong.map((field) => ({ field, code: 'provider-cannot', message: 'must be false' })),
  );
}

async function lockConnection(tx: Transaction, scope: AccountScope, connectionId: string) {
  const row = await tx.one<{
    provider: ProviderName;
    name: string;
    state: State;
    version: number;
    marks_paid: boolean;
    records_payments: boolean;
  }>(
    'select provider, name, state, version, marks_paid, records_payments from connections where account_id = $1 and id = $2 for update',
    [scope.accountId, connectionId],
  );
  if (row === undefined) throw new NotFound('connection');
  return row;
}
