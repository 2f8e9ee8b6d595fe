import { Injectable } from '@nestjs/common';

import { CompleteClients } from './complete-clients.js';
import { ReadClients } from './read-clients.js';
import { ReadReceivables } from './read-receivables.js';
import { RecheckInvoices } from './recheck-invoices.js';
import type { SyncPosition } from './sync-position.js';
import type { SyncWork } from './sync-work.js';

/** A pass over a connection, phase by phase, from wherever it stands. */
@Injectable()
export class SyncPhases {
  constructor(
    private readonly clients: ReadClients,
    private readonly receivables: ReadReceivables,
    private readonly completion: CompleteClients,
    private readonly rechecks: RecheckInvoices,
  ) {}

  async execute(work: SyncWork, from: SyncPosition): Promise<void> {
    let position = from;
    if (position.phase === 'clients') position = await this.clients.execute(work, position);
    if (position.phase === 'invoices') position = await this.receivables.execute(work, position);
    await this.completion.execute(work, position);
    await this.rechecks.execute(work, position);
  }
}
