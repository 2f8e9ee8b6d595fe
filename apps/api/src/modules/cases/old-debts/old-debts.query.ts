import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readPolicy } from '../dunning-policy.reader.js';
import { capStages } from './cap-stages.js';
import type { OldDebtBand, OldDebtChoice, OldDebtsView } from './old-debts.dto.js';

/** The debts a connection brought that were overdue when it was first read, and what was decided about them. */
@Injectable()
export class OldDebtsQuery {
  constructor(private readonly tenancy: Tenancy) {}

  /** @throws NotFound */
  show(scope: AccountScope, connectionId: string): Promise<OldDebtsView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const row = await readConnection(tx, scope, connectionId);
      const bands = await readBands(tx, scope, connectionId);
      return {
        connectionId,
        connectionName: row.name,
        provider: row.provider,
        state: stateOf(row, bands.length > 0),
        isWaitingForOwnReminders: row.is_question_open,
        firstSyncedOn: row.first_synced_on,
        choices: await readChoices(tx, scope, connectionId),
        decidedAt: row.decided_at?.toISOString() ?? null,
        decidedBy: row.decided_by,
        bands,
        capStages: capStages(await readPolicy(tx, scope.accountId)),
        isAutomaticSending: row.is_automatic_sending,
        version: row.version,
      };
    });
  }
}

interface ConnectionRow {
  name: string;
  provider: string;
  first_synced_on: string | null;
  is_decision_needed: boolean;
  decided_at: Date | null;
  decided_by: string | null;
  is_question_open: boolean;
  is_automatic_sending: boolean;
  version: number;
}

async function readConnection(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
): Promise<ConnectionRow> {
  const row = await tx.one<ConnectionRow>(
    `select c.name, c.provider, e.first_synced_on, coalesce(e.is_decision_needed, false) as is_decision_needed, e.decided_at,
            u.name as decided_by, coalesce(r.is_question_open, false) as is_question_open, a.is_automatic_sending, coalesce(e.version, 0) as version
       from connections c
       join accounts a on a.id = c.account_id
       left join connection_entries e on e.account_id = c.account_id and e.connection_id = c.id
       left join own_reminders r on r.account_id = c.account_id and r.connection_id = c.id
       left join users u on u.id = e.decided_by
      where c.account_id = $1 and c.id = $2`,
    [scope.accountId, connectionId],
  );
  if (row === undefined) throw new NotFound('connection');
  return row;
}

function stateOf(row: ConnectionRow, hasOldDebts: boolean): OldDebtsView['state'] {
  if (row.first_synced_on === null) return 'reading';
  if (row.decided_at !== null) return 'released';
  return row.is_decision_needed || hasOldDebts ? 'waiting' : 'nothing-old';
}

export function readChoices(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
): Promise<OldDebtChoice[]> {
  return tx
    .query<OldDebtChoice>(
      `select age_band as "ageBand", entry, up_to_stage_key as "upToStageKey" from old_debt_choices
      where account_id = $1 and connection_id = $2 order by age_band`,
      [scope.accountId, connectionId],
    )
    .then((rows) =>
      rows.map(({ upToStageKey, ...choice }) =>
        upToStageKey == null ? choice : { ...choice, upToStageKey },
      ),
    );
}

async function readBands(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
): Promise<OldDebtBand[]> {
  const rows = await tx.query<{
    age_band: number;
    cases: number;
    clients: number;
    totals: { minor: string; currency: string }[];
  }>(
    `with old as (
       select age_band(e.first_synced_on - i.due_on) as age_band, c.client_id, c.currency, c.balance_minor
         from connection_entries e
         join invoices i on i.account_id = e.account_id and i.connection_id = e.connection_id and i.due_on < e.first_synced_on
         join cases c on c.account_id = i.account_id and c.invoice_id = i.id and c.is_old_debt and c.state = 'active'
        where e.account_id = $1 and e.connection_id = $2
     ), sums as (
       select age_band, currency, sum(balance_minor)::text as minor, count(*) as cases from old group by 1, 2
     )
     select o.age_band, count(*)::int as cases, count(distinct o.client_id)::int as clients,
            (select jsonb_agg(jsonb_build_object('minor', s.minor, 'currency', s.currency) order by s.cases desc, s.currency)
               from sums s where s.age_band = o.age_band) as totals
       from old o group by o.age_band order by o.age_band`,
    [scope.accountId, connectionId],
  );
  return rows.map((row) => ({
    ageBand: row.age_band,
    cases: row.cases,
    clients: row.clients,
    totals: row.totals.map((sum) => moneyOf(sum.minor, sum.currency)),
  }));
}
