import { Injectable } from '@nestjs/common';

import type { InvoiceRecord } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { applyInvoices } from '../records/apply-invoices.js';
import { DefaultBankAccounts } from '../records/default-bank-accounts.js';
import { noteVanished } from '../records/note-vanished.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { Checkpoint } from './checkpoint.js';
import { PageWriter } from './page-writer.js';
import { after, type SyncPosition } from './sync-position.js';
import type { SyncWork } from './sync-work.js';
import { type AskedPage, walkPages } from './walk-pages.js';

/** Second phase: everything that is owed, and the corrections that touch it. One page is one transaction. */
@Injectable()
export class ReadReceivables {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly pages: PageWriter,
    private readonly checkpoint: Checkpoint,
  ) {}

  /** @returns where the run goes on */
  async execute(work: SyncWork, from: SyncPosition): Promise<SyncPosition> {
    const { provider, context } = work.open;
    let position = from;
    if (provider.listOpenReceivables === undefined)
      return { ...position, phase: 'rechecks', cursor: null };
    const ask = provider.listOpenReceivables.bind(provider);
    const { run } = work;
    const banks = await this.tenancy.inAccount(run.scope, (tx) =>
      DefaultBankAccounts.of(tx, run.scope.accountId, run.connectionId),
    );
    await walkPages<InvoiceRecord>(
      from.cursor,
      async (cursor) => ({
        askedAt: this.clock.wallNow(),
        page: await ask(context, { dueUntil: work.dueUntil }, cursor),
      }),
      async (asked) => {
        const { page } = asked;
        position = after(position, page.nextCursor, {
          collection: page.collection,
          rows: page.total,
        });
        if (page.nextCursor === null) position = { ...position, phase: 'rechecks' };
        await this.pages.write(run.scope, (tx) => this.writePage(tx, work, banks, asked, position));
      },
    );
    return position;
  }

  private async writePage(
    tx: Transaction,
    work: SyncWork,
    banks: DefaultBankAccounts,
    { page, askedAt }: AskedPage<InvoiceRecord>,
    position: SyncPosition,
  ): Promise<void> {
    const { run, account } = work;
    const { scope, connectionId } = run;
    const to = { scope, connectionId, account, banks, askedAt, writtenAt: this.clock.wallNow() };
    const { refused, ...counts } = await applyInvoices(tx, to, page.records);
    await noteVanished(
      tx,
      { accountId: scope.accountId, connectionId, dueUntil: work.dueUntil, now: account.now },
      page,
    );
    await this.checkpoint.write(tx, run, work.tally, {
      phase: page.records[0]?.kind === 'credit_note' ? 'corrections' : 'invoices',
      position,
      counts: { ...counts, pages: 1, seen: page.records.length + page.setAside.length },
      issues: [...page.setAside, ...refused],
    });
  }
}
