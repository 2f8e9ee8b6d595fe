import { Injectable } from '@nestjs/common';

import type { ProviderName } from '../../../config/provider-names.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { CONNECTORS } from '../provider-registry.js';
import { SYNC_RUN_COLUMNS, type SyncRunRow, toSyncRunView } from '../runs/sync-run-row.js';
import { writeBackOf } from '../write-back/write-back-of.js';
import { ConnectionRequests } from './connection-requests.js';
import type { ConnectionPage, ConnectionView, RequestsView } from './connections.dto.js';
import { nextSyncAt } from './next-sync-at.js';

interface ConnectionRow {
  id: string;
  provider: ProviderName;
  name: string;
  state: ConnectionView['state'];
  key_set_at: Date;
  last_tested_at: Date | null;
  last_test_ok: boolean | null;
  last_sync_at: Date | null;
  retry_at: Date | null;
  last_good_sync_at: Date | null;
  old_debts: ConnectionView['oldDebts'];
  own_reminders: ConnectionView['ownReminders'];
  is_answer_needed: boolean;
  payments_kept_at: Date | null;
  version: number;
  sealed_key: string;
  open_rows: number;
  marks_paid: boolean;
  records_payments: boolean;
  time_zone: string;
  sync_from: string;
  sync_until: string;
  sync_every_minutes: number;
}

interface Loaded {
  readonly row: ConnectionRow;
  readonly lastRun: SyncRunRow | undefined;
}

/** The connections of an account, as the screens show them. An account has a handful. */
@Injectable()
export class ConnectionsQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly requests: ConnectionRequests,
  ) {}

  async list(scope: AccountScope): Promise<ConnectionPage> {
    return { items: await this.views(scope, null), nextCursor: null };
  }

  /** @throws NotFound */
  async one(scope: AccountScope, connectionId: string): Promise<ConnectionView> {
    const [connection] = await this.views(scope, connectionId);
    if (connection === undefined) throw new NotFound('connection');
    return connection;
  }

  private async views(scope: AccountScope, id: string | null): Promise<ConnectionView[]> {
    const found = await this.tenancy.inAccount(scope, (tx) => this.load(tx, scope, id));
    return Promise.all(
      found.map(async ({ row, lastRun }) =>
        toView(row, lastRun, await this.requests.of(scope, row), this.clock),
      ),
    );
  }

  private async load(tx: Transaction, scope: AccountScope, id: string | null): Promise<Loaded[]> {
    const connections = await tx.query<ConnectionRow>(
      `select c.id, c.provider, c.name, c.state, c.key_set_at, c.last_tested_at, c.last_test_ok, c.last_sync_at, c.retry_at, c.last_good_sync_at,
              case when e.connection_id is null then 'reading' when e.decided_at is not null then 'released'
                   when e.is_decision_needed then 'waiting' else 'nothing-old' end as old_debts,
              r.state as own_reminders,
              coalesce(r.is_question_open, false) or exists (
                select 1 from client_own_reminders k
                 where k.account_id = c.account_id and k.connection_id = c.id and k.is_on and k.answered_at is null) as is_answer_needed,
              c.payments_kept_at, c.version, c.sealed_key,
              (select count(*)::int from sync_issues s where s.account_id = c.account_id and s.connection_id = c.id and s.state = 'open') as open_rows,
              c.marks_paid, c.records_payments, a.time_zone, left(a.sync_from::text, 5) as sync_from, left(a.sync_until::text, 5) as sync_until, a.sync_every_minutes
         from connections c join accounts a on a.id = c.account_id
         left join connection_entries e on e.account_id = c.account_id and e.connection_id = c.id
         left join own_reminders r on r.account_id = c.account_id and r.connection_id = c.id
        where c.account_id = $1 and ($2::uuid is null or c.id = $2) order by c.name, c.id`,
      [scope.accountId, id],
    );
    const runs = await tx.query<SyncRunRow>(
      `select ${SYNC_RUN_COLUMNS} from connections c
         cross join lateral (
           select * from sync_runs s where s.account_id = c.account_id and s.connection_id = c.id order by s.queued_at desc, s.id desc limit 1) r
         left join users u on u.id = r.started_by
        where c.account_id = $1 and ($2::uuid is null or c.id = $2)`,
      [scope.accountId, id],
    );
    const runOf = new Map(runs.map((run) => [run.connection_id, run]));
    return connections.map((row) => ({ row, lastRun: runOf.get(row.id) }));
  }
}

function toView(
  row: ConnectionRow,
  lastRun: SyncRunRow | undefined,
  requests: RequestsView | null,
  clock: Clock,
): ConnectionView {
  const hours = {
    timeZone: row.time_zone,
    from: row.sync_from,
    until: row.sync_until,
    everyMinutes: row.sync_every_minutes,
  };
  const retryAt = row.retry_at === null ? null : clock.onCalendar(row.retry_at);
  return {
    id: row.id,
    provider: row.provider,
    name: row.name,
    state: row.state,
    hasKey: true,
    keySetAt: row.key_set_at.toISOString(),
    lastTestedAt: row.last_tested_at?.toISOString() ?? null,
    lastTestOk: row.last_test_ok,
    lastGoodSyncAt: row.last_good_sync_at?.toISOString() ?? null,
    nextSyncAt:
      row.state === 'active'
        ? nextSyncAt(hours, row.last_sync_at, clock.now(), retryAt).toISOString()
        : null,
    lastRun: lastRun === undefined ? null : toSyncRunView(lastRun),
    requests,
    openRows: row.open_rows,
    oldDebts: row.old_debts,
    ownReminders: row.own_reminders,
    isOwnRemindersAnswerNeeded: row.is_answer_needed,
    learnsOfPayments: CONNECTORS[row.provider].description.learnsOfPayments !== false,
    paymentsKeptHereAt: row.payments_kept_at?.toISOString() ?? null,
    hasWebhooks: CONNECTORS[row.provider].webhookRules !== undefined,
    writeBack: {
      marksPaid: row.marks_paid,
      recordsPayments: row.records_payments,
      ...writeBackOf(row.provider),
    },
    version: row.version,
  };
}
