import { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';

import { Clock } from '../../platform/clock/clock.js';
import type { AccountScope, Actor } from '../../platform/tenancy/account-scope.js';
import { audit, auditInstance } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import type { AuditEntryView, AuditExportFilter } from './audit.dto.js';
import { AuditQuery } from './audit.query.js';

const COLUMNS: readonly (keyof AuditEntryView)[] = [
  'seq',
  'at',
  'actorKind',
  'actorId',
  'actorName',
  'action',
  'objectKind',
  'objectId',
  'before',
  'after',
  'ip',
  'userAgent',
  'requestId',
];

/** Hands out an audit as a file, newest first. That it was handed out is itself an entry. */
@Injectable()
export class ExportAudit {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly query: AuditQuery,
  ) {}

  async ofAccount(scope: AccountScope, filter: AuditExportFilter): Promise<Readable> {
    await this.tenancy.inAccount(scope, (tx) =>
      audit(tx, scope, this.clock.wallNow(), entryOf(filter, scope.accountId)),
    );
    return this.stream(scope, filter);
  }

  async ofInstance(actor: Actor, filter: AuditExportFilter): Promise<Readable> {
    await this.tenancy.asInstance((tx) =>
      auditInstance(tx, this.clock.wallNow(), { actor, ...entryOf(filter, null) }),
    );
    return this.stream(null, filter);
  }

  private stream(scope: AccountScope | null, filter: AuditExportFilter): Readable {
    const toText = filter.format === 'csv' ? toCsv : toLines;
    const batches = this.query.all(scope, filter);
    return Readable.from(
      (async function* () {
        if (filter.format === 'csv') yield `\uFEFF${COLUMNS.join(',')}\r\n`;
        for await (const batch of batches) yield toText(batch);
      })(),
    );
  }
}

function entryOf({ format, ...filter }: AuditExportFilter, accountId: string | null) {
  return {
    action: 'audit.exported',
    objectKind: accountId === null ? 'installation' : 'account',
    objectId: accountId,
    after: { format, ...filter },
  };
}

function toLines(entries: readonly AuditEntryView[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** Cells that a spreadsheet would take for a formula get an apostrophe in front (OWASP "CSV injection"). */
function toCsv(entries: readonly AuditEntryView[]): string {
  return stringify(
    entries.map((entry) =>
      COLUMNS.map((column) => {
        const value = entry[column];
        return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
      }),
    ),
    { record_delimiter: 'windows', quoted_string: true, escape_formulas: true },
  );
}
