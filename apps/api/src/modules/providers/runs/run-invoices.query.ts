import { Injectable } from '@nestjs/common';

import { decodeCursor, encodeCursor, invalid } from '../../../platform/http/cursor.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { RunInvoiceFilter, RunInvoicePage } from './sync-runs.dto.js';
import { SyncRunsQuery } from './sync-runs.query.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

interface RunInvoiceRow {
  readonly invoice_id: string;
  readonly number: string;
  readonly client_name: string;
  readonly gross_minor: string;
  readonly currency: string;
  readonly due_on: string;
  readonly case_id: string | null;
}

/** The invoices behind a number of a run. */
@Injectable()
export class RunInvoicesQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly runs: SyncRunsQuery,
  ) {}

  /** @throws NotFound no such run in the account */
  async page(
    scope: AccountScope,
    runId: string,
    filter: RunInvoiceFilter,
  ): Promise<RunInvoicePage> {
    const after = filter.cursor === undefined ? null : idIn(filter.cursor);
    await this.runs.one(scope, runId);
    const rows = await this.tenancy.inAccountOnce<RunInvoiceRow>(
      scope,
      `select i.id as invoice_id, i.number, l.name as client_name, i.gross_minor, i.currency, i.due_on, c.id as case_id
         from sync_run_changes r
         join invoices i on i.account_id = r.account_id and i.id = r.invoice_id
         join clients l on l.account_id = i.account_id and l.id = i.client_id
         left join cases c on c.account_id = i.account_id and c.invoice_id = i.id
        where r.account_id = $1 and r.run_id = $2 and r.outcome = $3 and ($4::uuid is null or r.invoice_id > $4)
        order by r.invoice_id limit $5`,
      [scope.accountId, runId, filter.outcome, after, filter.limit + 1],
    );
    const shown = rows.slice(0, filter.limit);
    return {
      items: shown.map((row) => ({
        invoiceId: row.invoice_id,
        number: row.number,
        clientName: row.client_name,
        amount: moneyOf(row.gross_minor, row.currency),
        dueOn: row.due_on,
        caseId: row.case_id,
      })),
      nextCursor: rows.length > filter.limit ? encodeCursor([shown.at(-1)!.invoice_id]) : null,
    };
  }
}

function idIn(cursor: string): string {
  const [id] = decodeCursor(cursor, 1) as [string];
  if (!UUID.test(id)) throw invalid();
  return id;
}
