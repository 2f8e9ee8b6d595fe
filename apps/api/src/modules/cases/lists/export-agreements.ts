import { Injectable, type StreamableFile } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { csvFile, type CsvLine } from '../../../platform/http/csv-file.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { DisputeListQuery } from '../disputes/dispute-list.query.js';
import type { DisputeExportFilter, DisputeRow } from '../disputes/disputes.dto.js';
import { HoldListQuery } from '../holds/hold-list.query.js';
import type { HoldRow } from '../holds/holds.dto.js';
import { PromiseListQuery } from '../promises/promise-list.query.js';
import type { PromiseExportFilter, PromiseRow } from '../promises/promises.dto.js';

/** Rows read at a time. */
const PAGE = 200;

/** Hands out the lists of promises, disputes and stops as files. That one was handed out is an audit entry. */
@Injectable()
export class ExportAgreements {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly promiseList: PromiseListQuery,
    private readonly disputeList: DisputeListQuery,
    private readonly holdList: HoldListQuery,
  ) {}

  async promises(scope: AccountScope, filter: PromiseExportFilter): Promise<StreamableFile> {
    await this.note(scope, 'promises', { ...filter });
    const read = (cursor?: string) => this.promiseList.page(scope, paged(filter, cursor));
    return csvFile('promises', PROMISE_COLUMNS, pagesOf(read, promiseLine));
  }

  async disputes(scope: AccountScope, filter: DisputeExportFilter): Promise<StreamableFile> {
    await this.note(scope, 'disputes', { ...filter });
    const read = (cursor?: string) => this.disputeList.page(scope, paged(filter, cursor));
    return csvFile('disputes', DISPUTE_COLUMNS, pagesOf(read, disputeLine));
  }

  async stops(scope: AccountScope): Promise<StreamableFile> {
    await this.note(scope, 'stops', {});
    const read = (cursor?: string) => this.holdList.page(scope, paged({}, cursor));
    return csvFile('stops', HOLD_COLUMNS, pagesOf(read, holdLine));
  }

  private async note(scope: AccountScope, list: string, filter: object): Promise<void> {
    await this.tenancy.inAccount(scope, (tx) =>
      audit(tx, scope, this.clock.wallNow(), {
        action: 'list.exported',
        objectKind: 'account',
        objectId: scope.accountId,
        after: { list, ...filter },
      }),
    );
  }
}

function paged<Filter extends object>(filter: Filter, cursor: string | undefined) {
  return { ...filter, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
}

async function* pagesOf<Row>(
  read: (cursor?: string) => Promise<{ items: Row[]; nextCursor: string | null }>,
  lineOf: (row: Row) => CsvLine,
): AsyncIterable<CsvLine[]> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield page.items.map(lineOf);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

const PROMISE_COLUMNS = [
  ...['number', 'client', 'state', 'amount', 'received', 'balance', 'currency', 'nextOn'],
  ...['nextAmount', 'breaksOn', 'instalments', 'note', 'madeOn', 'endedOn', 'caseId'],
];

function promiseLine(row: PromiseRow): CsvLine {
  return {
    number: row.case.number,
    client: row.client.name,
    state: row.state,
    amount: row.amount.amount,
    received: row.received.amount,
    balance: row.balance.amount,
    currency: row.amount.currency,
    nextOn: row.nextOn,
    nextAmount: row.nextAmount.amount,
    breaksOn: row.breaksOn,
    instalments: row.instalments,
    note: row.note,
    madeOn: row.madeOn,
    endedOn: row.endedOn,
    caseId: row.case.id,
  };
}

const DISPUTE_COLUMNS = [
  ...['number', 'client', 'state', 'reason', 'text', 'amount', 'balance', 'currency', 'isAll'],
  ...['raisedOn', 'ageDays', 'endedOn', 'caseId'],
];

function disputeLine(row: DisputeRow): CsvLine {
  return {
    number: row.case.number,
    client: row.client.name,
    state: row.state,
    reason: row.reason,
    text: row.text,
    amount: row.amount.amount,
    balance: row.balance.amount,
    currency: row.amount.currency,
    isAll: String(row.isAll),
    raisedOn: row.raisedOn,
    ageDays: row.ageDays,
    endedOn: row.endedOn,
    caseId: row.case.id,
  };
}

const HOLD_COLUMNS = [
  'subject',
  'number',
  'client',
  'code',
  'reason',
  'until',
  'since',
  'by',
  'caseId',
];

function holdLine(row: HoldRow): CsvLine {
  return {
    subject: row.subject,
    number: row.case?.number ?? null,
    client: row.client?.name ?? null,
    code: row.code,
    reason: row.reason,
    until: row.until,
    since: row.since,
    by: row.by,
    caseId: row.case?.id ?? null,
  };
}
