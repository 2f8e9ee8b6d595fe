import { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';
import { ZipFile } from 'yazl';

import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope, Actor } from '../../../platform/tenancy/account-scope.js';
import { audit, auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { type ExportedTable, exportedTables, readRows } from './exported-tables.js';

/** Puts everything an account has into one archive: a file of JSON lines for each table, secrets left out. */
@Injectable()
export class ExportAccount {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @returns the bytes of a ZIP file, read from the database as they are taken. @throws NotFound */
  async execute(actor: Actor, accountId: string): Promise<Readable> {
    const scope = { accountId, actor };
    const tables = await this.begin(scope);
    const zip = new ZipFile();
    for (const table of tables) {
      zip.addReadStreamLazy(`${table.name}.ndjson`, (done) =>
        done(null, Readable.from(this.lines(scope, table))),
      );
    }
    zip.end();
    const bytes = zip.outputStream as Readable;
    // A row that cannot be read breaks the download off; half an archive must not look like a whole one.
    zip.on('error', (error: Error) => bytes.destroy(error));
    return bytes;
  }

  private begin(scope: AccountScope): Promise<ExportedTable[]> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const account = await tx.one('select 1 from accounts where id = $1', [scope.accountId]);
      if (account === undefined) throw new NotFound('account');
      const now = this.clock.wallNow();
      const entry = {
        action: 'account.exported',
        objectKind: 'account',
        objectId: scope.accountId,
      };
      await audit(tx, scope, now, entry);
      await auditInstance(tx, now, { actor: scope.actor, ...entry });
      return exportedTables(tx);
    });
  }

  /** Page by page, each in a short transaction of its own: whoever downloads slowly holds nothing up. */
  private async *lines(scope: AccountScope, table: ExportedTable): AsyncGenerator<string> {
    let after: string[] | null = null;
    do {
      const page: Awaited<ReturnType<typeof readRows>> = await this.tenancy.inAccount(scope, (tx) =>
        readRows(tx, scope.accountId, table, after),
      );
      if (page.lines.length > 0) yield `${page.lines.join('\n')}\n`;
      after = page.next;
    } while (after !== null);
  }
}
