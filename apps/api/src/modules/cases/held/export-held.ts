import { Injectable, type StreamableFile } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { csvFile, type CsvLine } from '../../../platform/http/csv-file.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { HeldCountsQuery } from './held-counts.query.js';
import { HeldListQuery } from './held-list.query.js';
import type { HeldExportFilter, HeldRow } from './held.dto.js';

/** Rows read at a time. */
const PAGE = 200;

/** Hands out what is due but held as a file. That it was handed out is an audit entry. */
@Injectable()
export class ExportHeld {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly list: HeldListQuery,
    private readonly counting: HeldCountsQuery,
  ) {}

  async execute(scope: AccountScope, filter: HeldExportFilter): Promise<StreamableFile> {
    await this.tenancy.inAccount(scope, (tx) =>
      audit(tx, scope, this.clock.wallNow(), {
        action: 'list.exported',
        objectKind: 'account',
        objectId: scope.accountId,
        after: { list: 'held', ...filter },
      }),
    );
    return csvFile('held', COLUMNS, this.pages(scope, filter));
  }

  private async *pages(
    scope: AccountScope,
    { reason, client }: HeldExportFilter,
  ): AsyncIterable<CsvLine[]> {
    const reasons =
      reason === undefined
        ? (await this.counting.counts(scope)).items.map((count) => count.reason)
        : [reason];
    for (const one of reasons) {
      let cursor: string | null = null;
      do {
        const page = await this.list.page(scope, {
          reason: one,
          limit: PAGE,
          ...(client !== undefined && { client }),
          ...(cursor !== null && { cursor }),
        });
        yield page.items.map(lineOf);
        cursor = page.nextCursor;
      } while (cursor !== null);
    }
  }
}

const COLUMNS = [
  ...['reason', 'number', 'client', 'balance', 'currency', 'daysPastDue', 'stage', 'since'],
  ...['until', 'caseId', 'noticeId'],
];

function lineOf(row: HeldRow): CsvLine {
  return {
    reason: row.reason,
    number: row.case.number,
    client: row.client.name,
    balance: row.balance.amount,
    currency: row.balance.currency,
    daysPastDue: row.daysPastDue,
    stage: row.stageKey,
    since: row.since,
    until: row.until,
    caseId: row.case.id,
    noticeId: row.noticeId,
  };
}
