import { Injectable } from '@nestjs/common';

import { type InvoiceRecord, type InvoiceRef, ProviderError } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import { CannotUnseal } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { noteRefusedKey } from '../connections/note-refused-key.js';
import { StoredKey, type UnsealedConnection } from '../connections/stored-key.js';
import { ProviderCalls } from '../provider-calls.js';
import { type StaleReason, staleness } from '../freshness/staleness.js';
import { isArchive } from '../provider-registry.js';
import { readAccountFacts } from '../records/account-facts.js';
import { applyInvoices } from '../records/apply-invoices.js';
import { DefaultBankAccounts } from '../records/default-bank-accounts.js';
import { type Answer, askEach } from '../sync/ask-each.js';
import { PageWriter } from '../sync/page-writer.js';

export type Freshness =
  | { readonly state: 'fresh' }
  /** The provider never hears of payments, and nobody has said that they are recorded here. */
  | { readonly state: 'unknowable' }
  | {
      readonly state: 'stale';
      readonly code: string;
      readonly detail: string;
      readonly retryAt: Date | null;
    };

interface LinkedInvoice extends InvoiceRef {
  readonly id: string;
  readonly connectionId: string;
}

type Looked = Answer<LinkedInvoice, InvoiceRecord | 'gone'>;

/** A sender is waiting: it takes another notice rather than a long wait. */
const CALLS = { maxWaitMs: 15_000, retries: 2 };
/** What keeps a whole connection from being believed; nobody is asked then. */
const WORDS: Readonly<Record<StaleReason, string>> = {
  'connection-paused': 'The connection the invoice came through is paused.',
  'key-refused': 'The provider refuses the key of the connection.',
  'sync-failing': 'The syncs of the connection fail, and the last good one is too old.',
  'not-read-lately': 'The connection was last read to the end too long ago.',
};

/**
 * Asks the provider whether invoices are still what they are known as, and takes over what it says:
 * paid, part paid, cancelled, removed. Done before every notice, outside any transaction.
 */
@Injectable()
export class RefreshInvoices {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly keys: StoredKey,
    private readonly calls: ProviderCalls,
    private readonly pages: PageWriter,
  ) {}

  /**
   * Invoices kept by hand are always fresh. `stale` means that at least one could not be asked for.
   * Reading a document of an archive again would prove nothing, and is not done.
   */
  async execute(
    scope: AccountScope,
    invoiceIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<Freshness> {
    const linked = await this.tenancy.inAccount(scope, (tx) =>
      tx.query<LinkedInvoice>(
        `select id, connection_id as "connectionId", collection, external_id as "externalId" from invoices
          where account_id = $1 and id = any ($2::uuid[]) and connection_id is not null and removed_on is null`,
        [scope.accountId, invoiceIds],
      ),
    );
    for (const [connectionId, invoices] of Map.groupBy(linked, (invoice) => invoice.connectionId)) {
      const freshness = await this.refresh(scope, connectionId, invoices, signal);
      if (freshness.state !== 'fresh') return freshness;
    }
    return { state: 'fresh' };
  }

  private async refresh(
    scope: AccountScope,
    connectionId: string,
    invoices: readonly LinkedInvoice[],
    signal: AbortSignal | undefined,
  ): Promise<Freshness> {
    const connection = await this.open(scope, connectionId);
    if (connection === null)
      return stale('key-unreadable', 'The stored key cannot be opened any more. Enter it again.');
    const archive = isArchive(connection.provider);
    if (archive && !connection.arePaymentsKeptHere) return { state: 'unknowable' };
    const reason = staleness(connection, archive, this.clock.now());
    if (reason !== null) return stale(reason, WORDS[reason]);
    // payments are whatever is recorded here; a document read again would prove nothing
    if (archive) return { state: 'fresh' };
    const { provider, context } = this.calls.open(connection.provider, connection.credentials, {
      ...CALLS,
      accountId: scope.accountId,
      signal,
    });
    if (provider.getInvoice === undefined) return { state: 'fresh' };
    const ask = provider.getInvoice.bind(provider);
    const askedAt = this.clock.wallNow();
    const { answers, stoppedBy } = await askEach(invoices, (invoice) => ask(context, invoice));
    await this.apply(scope, connectionId, answers, askedAt);
    if (stoppedBy !== null) return this.explain(scope, connectionId, stoppedBy);
    const unusable = answers.find((answer) => answer.kind === 'unusable');
    return unusable?.kind === 'unusable'
      ? stale(unusable.error.code, unusable.error.message)
      : { state: 'fresh' };
  }

  private async open(
    scope: AccountScope,
    connectionId: string,
  ): Promise<UnsealedConnection | null> {
    try {
      return await this.tenancy.inAccount(scope, (tx) => this.keys.open(tx, scope, connectionId));
    } catch (error) {
      if (error instanceof CannotUnseal) return null;
      throw error;
    }
  }

  private async apply(
    scope: AccountScope,
    connectionId: string,
    answers: readonly Looked[],
    askedAt: Date,
  ): Promise<void> {
    if (answers.length === 0) return;
    const records = answers.flatMap((answer) =>
      answer.kind === 'told' && answer.told !== 'gone' ? [answer.told] : [],
    );
    const gone = answers.flatMap((answer) =>
      answer.kind === 'told' && answer.told === 'gone' ? [answer.asked.id] : [],
    );
    await this.pages.write(scope, async (tx) => {
      const account = await readAccountFacts(tx, scope.accountId, this.clock.now());
      const banks = await DefaultBankAccounts.of(tx, scope.accountId, connectionId);
      await applyInvoices(
        tx,
        { scope, connectionId, account, banks, askedAt, writtenAt: this.clock.wallNow() },
        records,
        gone,
      );
    });
  }

  /** A refused key stops the connection; anything that time mends says when to come back. */
  private async explain(
    scope: AccountScope,
    connectionId: string,
    error: unknown,
  ): Promise<Freshness> {
    if (!(error instanceof ProviderError)) throw error;
    if (error.actor === 'reconnect') {
      await this.tenancy.inAccount(scope, (tx) => noteRefusedKey(tx, scope, connectionId));
    }
    return stale(error.code, error.message, error.retryAt);
  }
}

function stale(code: string, detail: string, retryAt?: number): Freshness {
  return {
    state: 'stale',
    code,
    detail,
    retryAt: retryAt === undefined ? null : new Date(retryAt),
  };
}
