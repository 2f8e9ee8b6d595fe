import { Injectable } from '@nestjs/common';

import type { LocalDate } from '@invoicetracker/calendar';
import type { Provider } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { forgetSeen } from '../records/note-unseen.js';
import { choosePass, type LastPasses } from './choose-pass.js';
import type { HeldRun } from './held-run.js';
import { restored, type SyncPosition } from './sync-position.js';

/** Hours after which all clients are read again: addresses change without an invoice changing. */
const CLIENT_LIST_HOURS = 24;

interface ConnectionRow extends LastPasses {
  readonly areClientsFresh: boolean;
}

/** Where a run starts: where the one before it stopped, or at the beginning of a pass of the right kind. */
@Injectable()
export class BeginPass {
  constructor(private readonly clock: Clock) {}

  async execute(
    tx: Transaction,
    run: HeldRun,
    provider: Provider,
    dueUntil: LocalDate,
  ): Promise<SyncPosition> {
    const position =
      run.position === null
        ? await this.begin(tx, run, provider, dueUntil)
        : restored(run.position);
    await tx.execute(
      'update sync_runs set due_until = $4, pass = $5 where account_id = $1 and id = $2 and fence = $3',
      [run.scope.accountId, run.id, run.fence, dueUntil, position.pass],
    );
    return position;
  }

  private async begin(
    tx: Transaction,
    run: HeldRun,
    provider: Provider,
    dueUntil: LocalDate,
  ): Promise<SyncPosition> {
    const { accountId } = run.scope;
    const now = this.clock.now();
    await forgetSeen(tx, { accountId, connectionId: run.connectionId });
    const row = await tx.one<ConnectionRow>(
      `select coalesce(clients_listed_at > $3::timestamptz - make_interval(hours => $4), false) as "areClientsFresh",
              changes_since as "changesSince", full_pass_at as "fullPassAt", full_pass_until as "fullPassUntil"
         from connections where account_id = $1 and id = $2`,
      [accountId, run.connectionId, now, CLIENT_LIST_HOURS],
    );
    const can = {
      listsReceivables: provider.listOpenReceivables !== undefined,
      tellsChanges: provider.listChangedInvoices !== undefined,
    };
    const pass = choosePass(can, row!, { isFull: run.pass === 'full', dueUntil, now });
    return restored({
      pass: pass.kind,
      since: pass.kind === 'changes' ? pass.since.toISOString() : null,
      phase: row!.areClientsFresh ? 'invoices' : 'clients',
      cursor: null,
      beganAt: this.clock.wallNow().toISOString(),
      askedAt: now.toISOString(),
    });
  }
}
