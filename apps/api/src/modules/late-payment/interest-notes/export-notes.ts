import { Injectable, type StreamableFile } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { csvFile, type CsvLine } from '../../../platform/http/csv-file.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { InterestNoteListQuery } from './interest-note-list.query.js';
import type { InterestNoteExportFilter, InterestNoteRow } from './interest-notes.dto.js';

/** Rows read at a time. */
const PAGE = 200;

/** Hands out the list of notes as a file. That it was handed out is an audit entry. */
@Injectable()
export class ExportNotes {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly list: InterestNoteListQuery,
  ) {}

  async execute(scope: AccountScope, filter: InterestNoteExportFilter): Promise<StreamableFile> {
    await this.tenancy.inAccount(scope, (tx) =>
      audit(tx, scope, this.clock.wallNow(), {
        action: 'list.exported',
        objectKind: 'account',
        objectId: scope.accountId,
        after: { list: 'interest-notes', ...filter },
      }),
    );
    return csvFile('interest-notes', COLUMNS, this.pages(scope, filter));
  }

  private async *pages(
    scope: AccountScope,
    filter: InterestNoteExportFilter,
  ): AsyncIterable<CsvLine[]> {
    let cursor: string | undefined;
    do {
      const page = await this.list.page(scope, {
        ...filter,
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      });
      yield page.items.map(lineOf);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}

const COLUMNS = [
  ...['number', 'client', 'state', 'issuedOn', 'payBy', 'interest', 'compensation'],
  ...['total', 'paid', 'open', 'currency', 'interestNoteId'],
];

function lineOf(row: InterestNoteRow): CsvLine {
  return {
    number: row.number,
    client: row.client.name,
    state: row.state,
    issuedOn: row.issuedOn,
    payBy: row.payBy,
    interest: row.interest.amount,
    compensation: row.compensation.amount,
    total: row.total.amount,
    paid: row.paid.amount,
    open: row.open.amount,
    currency: row.total.currency,
    interestNoteId: row.id,
  };
}
