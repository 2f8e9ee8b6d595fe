import { Injectable } from '@nestjs/common';

import type { InvoiceRecord } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { applyInvoices } from '../records/apply-invoices.js';
import { DefaultBankAccounts } from '../records/default-bank-accounts.js';
import { noteSeen, shownOn } from '../records/note-unseen.js';
import { noteVanished } from '../records/note-vanished.js';
import { wantedDocuments } from '../records/wanted-documents.js';
import { askForInvoices } from './ask-for-invoices.js';
import { readRows } from '../set-aside/set-aside-row.js';
import { Checkpoint } from './checkpoint.js';
import { EndPass } from './end-pass.js';
import { PageWriter } from './page-writer.js';
import { afterInvoices, type SyncPosition } from './sync-position.js';
import type { SyncWork } from './sync-work.js';
import { type AskedPage, walkPages } from './walk-pages.js';

/**
 * Second phase: everything that is owed and the corrections that touch it, or what has changed. One page is one
 * transaction.
 */
@Injectable()
export class ReadReceivables {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly pages: PageWriter,
    private readonly checkpoint: Checkpoint,
    private readonly end: EndPass,
  ) {}

  /** @returns where the run goes on */
  async execute(work: SyncWork, from: SyncPosition): Promise<SyncPosition> {
    let position = from;
    const ask = askForInvoices(work, from);
    if (ask === null) return { ...position, phase: 'rechecks', cursor: null };
    const { run } = work;
    const banks = await this.tenancy.inAccount(run.scope, (tx) =>
      DefaultBankAccounts.of(tx, run.scope.accountId, run.connectionId),
    );
    await walkPages<InvoiceRecord>(
      from.cursor,
      async (cursor) => ({ askedAt: this.clock.wallNow(), page: await ask(cursor) }),
      async (asked) => {
        position = afterInvoices(position, asked.page);
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
    const { run, account, dueUntil } = work;
    const { scope, connectionId } = run;
    const to = { scope, connectionId, account, banks, askedAt, writtenAt: this.clock.wallNow() };
    const records = await this.wanted(tx, work, position, page.records);
    const { refused, changes, ...counts } = await applyInvoices(tx, to, records);
    const writing: Promise<unknown>[] = [];
    if (position.pass === 'full') {
      const place = { accountId: scope.accountId, connectionId, dueUntil, now: account.now };
      // None of these waits for another's answer: they leave together.
      if (page.sequenceRange === null)
        writing.push(noteSeen(tx, place, page.collection, shownOn(page)));
      else writing.push(noteVanished(tx, place, page));
    }
    if (page.nextCursor === null)
      writing.push(this.end.execute(tx, work, position, page.completeUntil ?? null));
    const isCorrections = position.pass === 'full' && page.records[0]?.kind === 'credit_note';
    const noted = this.checkpoint.write(tx, run, work.tally, {
      phase: isCorrections ? 'corrections' : 'invoices',
      position,
      counts: { ...counts, pages: 1, seen: page.records.length + page.setAside.length },
      issues: [...page.setAside, ...refused],
      changes,
      read: readRows(page.collection, page.records),
    });
    await Promise.all([...writing, noted]);
  }

  /** An archive tells each document once, long before it is due; of other changes most concern nobody here. */
  private async wanted(
    tx: Transaction,
    { run, open, dueUntil }: SyncWork,
    { pass }: SyncPosition,
    records: readonly InvoiceRecord[],
  ): Promise<readonly InvoiceRecord[]> {
    if (pass === 'full' || open.provider.listOpenReceivables === undefined) return records;
    const { scope, connectionId } = run;
    return wantedDocuments(tx, { accountId: scope.accountId, connectionId, dueUntil }, records);
  }
}
