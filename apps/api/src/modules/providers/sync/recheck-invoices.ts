import { Injectable } from '@nestjs/common';

import type { InvoiceRecord } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { applyInvoices } from '../records/apply-invoices.js';
import { DefaultBankAccounts } from '../records/default-bank-accounts.js';
import { type Answer, askEach } from './ask-each.js';
import { Checkpoint } from './checkpoint.js';
import { PageWriter } from './page-writer.js';
import type { SyncPosition } from './sync-position.js';
import type { SyncWork } from './sync-work.js';

interface KnownInvoice {
  readonly id: string;
  readonly collection: string;
  readonly externalId: string;
}

type Looked = Answer<KnownInvoice, InvoiceRecord | 'gone'>;

/** Invoices asked for between two checkpoints. */
const BATCH = 20;

/** Third phase: asks one by one for the invoices that were missing from the list, those first whose next notice is nearest. */
@Injectable()
export class RecheckInvoices {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly pages: PageWriter,
    private readonly checkpoint: Checkpoint,
  ) {}

  async execute(work: SyncWork, position: SyncPosition): Promise<void> {
    const { provider, context } = work.open;
    if (provider.getInvoice === undefined) return;
    const ask = provider.getInvoice.bind(provider);
    for (let batch = await this.next(work); batch.length > 0; batch = await this.next(work)) {
      const askedAt = this.clock.wallNow();
      const { answers, stoppedBy } = await askEach(batch, (invoice) => ask(context, invoice));
      await this.write(work, position, answers, askedAt);
      if (stoppedBy !== null) throw stoppedBy;
    }
  }

  private next({ run }: SyncWork): Promise<KnownInvoice[]> {
    return this.tenancy.inAccount(run.scope, (tx) =>
      tx.query<KnownInvoice>(
        `select i.id, i.collection, i.external_id as "externalId"
           from sync_rechecks r
           join invoices i on i.account_id = r.account_id and i.id = r.invoice_id
           left join cases c on c.account_id = i.account_id and c.invoice_id = i.id
           left join case_schedule s on s.account_id = c.account_id and s.case_id = c.id
          where r.account_id = $1 and r.connection_id = $2
          order by s.next_on nulls last, r.noted_at, i.id limit $3`,
        [run.scope.accountId, run.connectionId, BATCH],
      ),
    );
  }

  private async write(
    work: SyncWork,
    position: SyncPosition,
    answers: readonly Looked[],
    askedAt: Date,
  ): Promise<void> {
    const { run, account } = work;
    const { scope, connectionId } = run;
    const records = answers.flatMap((answer) =>
      answer.kind === 'told' && answer.told !== 'gone' ? [answer.told] : [],
    );
    const gone = answers.flatMap((answer) =>
      answer.kind === 'told' && answer.told === 'gone' ? [answer.asked.id] : [],
    );
    await this.pages.write(scope, async (tx) => {
      const banks = await DefaultBankAccounts.of(tx, scope.accountId, connectionId);
      const to = { scope, connectionId, account, banks, askedAt, writtenAt: this.clock.wallNow() };
      const { refused, changes, ...counts } = await applyInvoices(tx, to, records, gone);
      await tx.execute(
        'delete from sync_rechecks where account_id = $1 and connection_id = $2 and invoice_id = any ($3::uuid[])',
        [scope.accountId, connectionId, answers.map(({ asked }) => asked.id)],
      );
      await this.checkpoint.write(tx, run, work.tally, {
        phase: 'rechecks',
        position,
        counts: { ...counts, updated: counts.updated + gone.length },
        issues: [...refused, ...answers.flatMap(unusable)],
        changes: [
          ...changes,
          ...gone.map((invoiceId) => ({ invoiceId, outcome: 'updated' as const })),
        ],
        read: records.map(({ collection, externalId }) => ({
          collection,
          externalIds: [externalId],
        })),
      });
    });
  }
}

function unusable(answer: Looked) {
  if (answer.kind !== 'unusable') return [];
  const { collection, externalId } = answer.asked;
  return [
    {
      collection,
      externalId,
      reason: answer.error.code,
      detail: answer.error.message,
      findings: answer.error.findings,
      record: null,
    },
  ];
}
