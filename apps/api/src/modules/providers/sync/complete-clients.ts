import { Injectable } from '@nestjs/common';

import type { ClientRecord } from '@invoicetracker/provider-kit';

import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { noteOwnReminders } from '../records/note-own-reminders.js';
import { applyClients } from '../records/apply-clients.js';
import { askEach } from './ask-each.js';
import { Checkpoint } from './checkpoint.js';
import { PageWriter } from './page-writer.js';
import type { SyncPosition } from './sync-position.js';
import type { SyncWork } from './sync-work.js';

const BATCH = 20;

/** Asks for the clients of which only what their invoices say is known: those made since the list was read. */
@Injectable()
export class CompleteClients {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly pages: PageWriter,
    private readonly checkpoint: Checkpoint,
  ) {}

  async execute(work: SyncWork, position: SyncPosition): Promise<void> {
    const { provider, context } = work.open;
    if (provider.getClient === undefined) return;
    const ask = provider.getClient.bind(provider);
    for (let batch = await this.next(work); batch.length > 0; batch = await this.next(work)) {
      const { answers, stoppedBy } = await askEach(batch, (externalId) => ask(context, externalId));
      const records = answers.flatMap((answer) =>
        answer.kind === 'told' && answer.told !== 'gone' ? [answer.told] : [],
      );
      await this.write(
        work,
        position,
        answers.map(({ asked }) => asked),
        records,
      );
      if (stoppedBy !== null) throw stoppedBy;
    }
  }

  private async next({ run }: SyncWork): Promise<string[]> {
    const rows = await this.tenancy.inAccount(run.scope, (tx) =>
      tx.query<{ external_id: string }>(
        'select external_id from clients where account_id = $1 and connection_id = $2 and details_at is null order by id limit $3',
        [run.scope.accountId, run.connectionId, BATCH],
      ),
    );
    return rows.map((row) => row.external_id);
  }

  /** A client the provider does not have, or not in a usable form, keeps what its invoice said. */
  private async write(
    work: SyncWork,
    position: SyncPosition,
    asked: readonly string[],
    records: readonly ClientRecord[],
  ): Promise<void> {
    const { run, account } = work;
    const { accountId } = run.scope;
    await this.pages.write(run.scope, async (tx) => {
      const written = await applyClients(
        tx,
        { accountId, connectionId: run.connectionId, account },
        records,
      );
      const place = { accountId, connectionId: run.connectionId, now: account.now };
      await noteOwnReminders(tx, place, records);
      await tx.execute(
        'update clients set details_at = $4 where account_id = $1 and connection_id = $2 and external_id = any ($3::text[]) and details_at is null',
        [accountId, run.connectionId, asked, account.now],
      );
      await this.checkpoint.write(tx, run, work.tally, {
        phase: 'rechecks',
        position,
        counts: { clients: written.size },
        issues: [],
      });
    });
  }
}
