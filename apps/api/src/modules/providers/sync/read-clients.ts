import { Injectable } from '@nestjs/common';

import {
  type BankAccountList,
  type ClientRecord,
  finding,
  ProviderError,
  told,
} from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { applyBankAccounts } from '../records/apply-bank-accounts.js';
import { applyClients } from '../records/apply-clients.js';
import { noteOwnReminders } from '../records/note-own-reminders.js';
import type { RefusedRecord } from '../records/apply-invoices.js';
import { unusableEmails } from '../records/unusable-emails.js';
import { type ReadRows, readRows } from '../set-aside/set-aside-row.js';
import { Checkpoint } from './checkpoint.js';
import { PageWriter } from './page-writer.js';
import { after, type SyncPosition } from './sync-position.js';
import type { SyncWork } from './sync-work.js';
import { type AskedPage, walkPages } from './walk-pages.js';

/** First phase: the firm's bank accounts and all its clients, a hundred at a time. */
@Injectable()
export class ReadClients {
  constructor(
    private readonly clock: Clock,
    private readonly pages: PageWriter,
    private readonly checkpoint: Checkpoint,
  ) {}

  /** @returns where the run goes on */
  async execute(work: SyncWork, from: SyncPosition): Promise<SyncPosition> {
    const { provider, context } = work.open;
    const banks = from.cursor === null ? askForBankAccounts(work) : null;
    // Told when it is awaited, before the first page is written.
    banks?.catch(() => undefined);
    let position = from;
    if (provider.listClients === undefined) {
      await this.writeBankAccounts(work, position, await banks);
      return { ...position, phase: 'invoices', cursor: null };
    }
    const ask = provider.listClients.bind(provider);
    await walkPages<ClientRecord>(
      from.cursor,
      async (cursor) => ({ askedAt: this.clock.wallNow(), page: await ask(context, cursor) }),
      async (asked) => {
        if (position === from) await this.writeBankAccounts(work, position, await banks);
        const isLast = asked.page.nextCursor === null;
        position = after(position, asked.page.nextCursor);
        if (isLast) position = { ...position, phase: 'invoices' };
        await this.pages.write(work.run.scope, (tx) =>
          this.writePage(tx, work, asked, position, isLast),
        );
      },
    );
    return position;
  }

  private async writePage(
    tx: Transaction,
    work: SyncWork,
    { page }: AskedPage<ClientRecord>,
    position: SyncPosition,
    isLast: boolean,
  ) {
    const { run, account } = work;
    const { accountId } = run.scope;
    const written = await applyClients(
      tx,
      { accountId, connectionId: run.connectionId, account },
      page.records,
    );
    const { now } = account;
    await noteOwnReminders(tx, { accountId, connectionId: run.connectionId, now }, page.records);
    if (isLast) {
      await tx.execute(
        'update connections set clients_listed_at = $3 where account_id = $1 and id = $2',
        [accountId, run.connectionId, account.now],
      );
    }
    await this.checkpoint.write(tx, run, work.tally, {
      phase: 'clients',
      position,
      counts: { clients: written.size, pages: 1 },
      issues: [
        ...page.setAside,
        ...unusableEmails(page.records.filter((record) => written.has(record.externalId))),
      ],
      read: readRows(page.collection, page.records),
      written: [...written],
    });
  }

  private async writeBankAccounts(
    { run, tally }: SyncWork,
    position: SyncPosition,
    list: BankAccountList | 'hidden' | null,
  ): Promise<void> {
    if (list === null) return;
    const place = { accountId: run.scope.accountId, connectionId: run.connectionId };
    const isHidden = list === 'hidden';
    await this.pages.write(run.scope, async (tx) => {
      if (!isHidden) await applyBankAccounts(tx, place, list.records);
      await this.checkpoint.write(tx, run, tally, {
        phase: 'clients',
        position,
        counts: {},
        issues: isHidden ? [bankAccountsHidden()] : list.setAside,
        ...(isHidden ? {} : { read: bankAccountsRead(list.records) }),
      });
    });
  }
}

/**
 * Asks beside the first page of clients. A key may lack the right to see bank accounts: the invoices carry theirs, so the
 * run goes on.
 *
 * @returns null where the provider has no such list
 */
async function askForBankAccounts({ open }: SyncWork): Promise<BankAccountList | 'hidden' | null> {
  const { provider, context } = open;
  if (provider.listBankAccounts === undefined) return null;
  try {
    return await provider.listBankAccounts(context);
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'scope-missing') return 'hidden';
    throw error;
  }
}

function bankAccountsRead(records: readonly { readonly externalId: string }[]): ReadRows[] {
  const externalIds = ['', ...records.map(({ externalId }) => externalId)];
  return [{ collection: 'bank_accounts', externalIds }];
}

function bankAccountsHidden(): RefusedRecord {
  return {
    collection: 'bank_accounts',
    externalId: '',
    reason: 'scope-missing',
    ...told(finding('bank-accounts-hidden')),
    record: null,
  };
}
