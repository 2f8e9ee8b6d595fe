import { Injectable, Logger } from '@nestjs/common';

import { type InvoiceRecord, ProviderError } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { noteRefusedKey } from '../connections/note-refused-key.js';
import { StoredKey } from '../connections/stored-key.js';
import { ProviderCalls } from '../provider-calls.js';
import { readAccountFacts } from '../records/account-facts.js';
import { applyInvoices } from '../records/apply-invoices.js';
import { DefaultBankAccounts } from '../records/default-bank-accounts.js';
import { wantedDocuments } from '../records/wanted-documents.js';
import { type Answer, askEach } from '../sync/ask-each.js';
import { PageWriter } from '../sync/page-writer.js';

interface Look {
  readonly noted: string;
  readonly collection: string;
  readonly externalId: string;
  /** null: nothing of it is stored here */
  readonly invoiceId: string | null;
  readonly notedAt: Date;
}

type Looked = Answer<Look, InvoiceRecord | 'gone'>;

const CALLS = { maxWaitMs: 60_000, retries: 3 };
const BATCH = 20;

/** Reads the documents again that a provider said something about, and takes over what it says now. */
@Injectable()
export class LookAtDocuments {
  private readonly logger = new Logger('webhooks');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly keys: StoredKey,
    private readonly calls: ProviderCalls,
    private readonly pages: PageWriter,
  ) {}

  /** Goes on until nothing is left. What cannot be asked for now stays noted, and the tick comes back to it. */
  async execute(scope: AccountScope, connectionId: string, signal: AbortSignal): Promise<void> {
    const connection = await this.tenancy.inAccount(scope, (tx) =>
      this.keys.open(tx, scope, connectionId),
    );
    if (connection.state !== 'active') return;
    const { provider, context } = this.calls.open(connection.provider, connection.credentials, {
      ...CALLS,
      accountId: scope.accountId,
      signal,
    });
    if (provider.getInvoice === undefined) return;
    const ask = provider.getInvoice.bind(provider);
    for (let looks = await this.next(scope, connectionId); looks.length > 0;) {
      signal.throwIfAborted();
      const askedAt = this.clock.wallNow();
      const { answers, stoppedBy } = await askEach(looks, (look) => ask(context, look));
      await this.write(scope, connectionId, answers, askedAt);
      if (stoppedBy !== null) return this.stop(scope, connectionId, stoppedBy);
      looks = await this.next(scope, connectionId);
    }
  }

  /** A document we know is asked for where we know it to be: the provider may not have said which list it is in. */
  private next(scope: AccountScope, connectionId: string): Promise<Look[]> {
    return this.tenancy.inAccountOnce<Look>(
      scope,
      `select l.collection as noted, coalesce(i.collection, l.collection) as collection, l.external_id as "externalId",
              i.id as "invoiceId", l.noted_at as "notedAt"
         from document_looks l
         left join invoices i on i.account_id = l.account_id and i.connection_id = l.connection_id and i.external_id = l.external_id
        where l.account_id = $1 and l.connection_id = $2 order by l.noted_at, l.external_id limit $3`,
      [scope.accountId, connectionId, BATCH],
    );
  }

  private async write(
    scope: AccountScope,
    connectionId: string,
    answers: readonly Looked[],
    askedAt: Date,
  ): Promise<void> {
    await this.pages.write(scope, async (tx) => {
      const account = await readAccountFacts(tx, scope.accountId, this.clock.now());
      const banks = await DefaultBankAccounts.of(tx, scope.accountId, connectionId);
      const records = await wantedDocuments(
        tx,
        { accountId: scope.accountId, connectionId, dueUntil: account.opensUntil },
        answers.flatMap(recordOf),
      );
      const gone = answers.flatMap((answer) =>
        answer.kind === 'told' && answer.told === 'gone' && answer.asked.invoiceId !== null
          ? [answer.asked.invoiceId]
          : [],
      );
      const to = { scope, connectionId, account, banks, askedAt, writtenAt: this.clock.wallNow() };
      await applyInvoices(tx, to, records, gone);
      // Noted anew since it was asked for: it is looked at once more.
      await tx.execute(
        `delete from document_looks l using unnest($3::text[], $4::text[], $5::timestamptz[]) as done(collection, external_id, noted_at)
          where l.account_id = $1 and l.connection_id = $2 and l.collection = done.collection
            and l.external_id = done.external_id and l.noted_at <= done.noted_at`,
        [
          scope.accountId,
          connectionId,
          answers.map(({ asked }) => asked.noted),
          answers.map(({ asked }) => asked.externalId),
          answers.map(({ asked }) => asked.notedAt),
        ],
      );
    });
  }

  private async stop(scope: AccountScope, connectionId: string, error: unknown): Promise<void> {
    if (!(error instanceof ProviderError)) throw error;
    this.logger.warn(
      { accountId: scope.accountId, connectionId, code: error.code },
      'documents cannot be looked at now',
    );
    if (error.actor === 'reconnect')
      await this.tenancy.inAccount(scope, (tx) => noteRefusedKey(tx, scope, connectionId));
  }
}

function recordOf(answer: Looked): InvoiceRecord[] {
  return answer.kind === 'told' && answer.told !== 'gone' ? [answer.told] : [];
}
