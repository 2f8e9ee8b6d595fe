import { Injectable } from '@nestjs/common';

import { type LocalDate, localDate } from '@invoicetracker/calendar';
import type { ClientRecord, Cursor, InvoiceRecord, Page } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { StoredKey } from '../connections/stored-key.js';
import { type OpenProvider, ProviderCalls } from '../provider-calls.js';
import { type AccountFacts, readAccountFacts } from '../records/account-facts.js';
import { shownOn } from '../records/note-unseen.js';
import { askEach } from '../sync/ask-each.js';
import { invoicePages } from '../sync/invoice-pages.js';
import { RunTally } from '../sync/run-tally.js';
import { compareClients } from './compare-clients.js';
import { compareInvoices, unreadable } from './compare-invoices.js';
import type { Difference } from './difference.js';
import { missingOnPage, openDocuments, type StoredDocument } from './find-missing.js';

/** What was compared. */
export interface Verified {
  readonly dueUntil: LocalDate;
  readonly invoices: number;
  readonly clients: number;
  readonly differences: number;
  readonly apiCalls: number;
}

type Told = (difference: Difference) => void;

interface Comparison {
  readonly scope: AccountScope;
  readonly connectionId: string;
  readonly account: AccountFacts;
  readonly dueUntil: LocalDate;
  readonly open: OpenProvider;
  readonly tell: Told;
}

const CALLS = { maxWaitMs: 300_000, retries: 6 };
/** Stored documents looked at in one go at the end of a list without an order. */
const BATCH = 200;

/**
 * Reads everything a sync would read and compares it with what is stored, page by page; writes nothing. What is stored
 * as open and is not listed is asked for by itself, so a list that shifts while it is read makes no difference. Only of
 * lists without an order the ids are kept, to know at their end what was on none of their pages.
 */
@Injectable()
export class VerifySync {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly keys: StoredKey,
    private readonly calls: ProviderCalls,
  ) {}

  /**
   * @param tell hears each difference as it is found
   * @throws NotFound, ProviderError
   */
  async execute(
    scope: AccountScope,
    connectionId: string,
    signal: AbortSignal,
    tell: Told,
  ): Promise<Verified> {
    const tally = new RunTally(0, 0);
    let differences = 0;
    const comparison = await this.prepare(scope, connectionId, tally, signal, (difference) => {
      differences += 1;
      tell(difference);
    });
    const clients = await this.clients(comparison);
    const invoices = await this.invoices(comparison);
    return { dueUntil: comparison.dueUntil, invoices, clients, differences, apiCalls: tally.calls };
  }

  private prepare(
    scope: AccountScope,
    connectionId: string,
    tally: RunTally,
    signal: AbortSignal,
    tell: Told,
  ): Promise<Comparison> {
    const { accountId } = scope;
    return this.tenancy.inAccount(scope, async (tx) => {
      const { provider, credentials } = await this.keys.open(tx, scope, connectionId);
      const account = await readAccountFacts(tx, accountId, this.clock.now());
      const row = await tx.one<{ until: string | null }>(
        'select full_pass_until as until from connections where account_id = $1 and id = $2',
        [accountId, connectionId],
      );
      const options = { ...CALLS, accountId, signal, onCall: tally.onCall };
      return {
        scope,
        connectionId,
        account,
        // as far as the last sync looked: what has come into view since is the next one's business
        dueUntil: row?.until == null ? account.opensUntil : localDate(row.until),
        open: this.calls.open(provider, credentials, options),
        tell,
      };
    });
  }

  private async clients(comparison: Comparison): Promise<number> {
    const { scope, connectionId, account, open, tell } = comparison;
    const { provider, context } = open;
    if (provider.listClients === undefined) return 0;
    const place = { accountId: scope.accountId, connectionId, account };
    let count = 0;
    let cursor: Cursor | null = null;
    do {
      const page: Page<ClientRecord> = await provider.listClients(context, cursor);
      const found = await this.tenancy.inAccount(scope, (tx) =>
        compareClients(tx, place, page.records),
      );
      [...page.setAside.map(unreadable), ...found].forEach(tell);
      count += page.records.length;
      cursor = page.nextCursor;
    } while (cursor !== null);
    return count;
  }

  private async invoices(comparison: Comparison): Promise<number> {
    const { scope, connectionId, dueUntil, open, tell } = comparison;
    const place = { accountId: scope.accountId, connectionId, dueUntil };
    const withoutOrder = new Map<string, Set<string>>();
    const doubtful = new Set<string>();
    let count = 0;
    const since = open.provider.listOpenReceivables === undefined ? new Date(0) : null;
    for await (const page of invoicePages({ open, dueUntil }, since)) {
      const shown = shownOn(page);
      await this.compare(comparison, page.records);
      page.setAside.map(unreadable).forEach(tell);
      const missing = await this.tenancy.inAccount(scope, (tx) =>
        missingOnPage(tx, place, page, shown),
      );
      await this.lookFor(comparison, missing);
      if (page.sequenceRange === null) {
        const seen = withoutOrder.get(page.collection) ?? new Set();
        withoutOrder.set(page.collection, seen);
        for (const id of shown) seen.add(id);
      }
      if (!page.isFilterHonoured) doubtful.add(page.collection);
      count += page.records.length;
    }
    for (const collection of doubtful) withoutOrder.delete(collection);
    await this.lookForUnseen(comparison, withoutOrder);
    return count;
  }

  /** Everything stored as open of the lists without an order that was on none of their pages. */
  private async lookForUnseen(
    comparison: Comparison,
    seen: ReadonlyMap<string, ReadonlySet<string>>,
  ): Promise<void> {
    const { scope, connectionId, dueUntil } = comparison;
    const place = { accountId: scope.accountId, connectionId, dueUntil };
    let afterId: string | null = null;
    do {
      const known: StoredDocument[] = await this.tenancy.inAccount(scope, (tx) =>
        openDocuments(tx, place, [...seen.keys()], afterId, BATCH),
      );
      const unseen = known.filter((one) => !seen.get(one.collection)!.has(one.externalId));
      await this.lookFor(comparison, unseen);
      afterId = known.length < BATCH ? null : known.at(-1)!.id;
    } while (afterId !== null);
  }

  private async compare(
    { scope, connectionId, account, tell }: Comparison,
    records: readonly InvoiceRecord[],
  ): Promise<void> {
    if (records.length === 0) return;
    const place = { accountId: scope.accountId, connectionId, account };
    const found = await this.tenancy.inAccount(scope, (tx) => compareInvoices(tx, place, records));
    found.forEach(tell);
  }

  /** What was not listed may be paid, gone, or on a page that shifted: the document itself says. */
  private async lookFor(
    comparison: Comparison,
    documents: readonly StoredDocument[],
  ): Promise<void> {
    const { open, tell } = comparison;
    const ask = open.provider.getInvoice?.bind(open.provider);
    if (ask === undefined) return documents.map(missingThere).forEach(tell);
    const { answers, stoppedBy } = await askEach(documents, (one) => ask(open.context, one));
    for (const answer of answers) {
      if (answer.kind === 'unusable')
        tell({
          ...missingThere(answer.asked),
          kind: 'unusable',
          field: answer.error.code,
          provider: answer.error.message,
        });
      else if (answer.told === 'gone') tell(missingThere(answer.asked));
      else await this.compare(comparison, [answer.told]);
    }
    if (stoppedBy !== null) throw stoppedBy;
  }
}

function missingThere({ collection, externalId, number, balance }: StoredDocument): Difference {
  return {
    kind: 'missing-there',
    collection,
    externalId,
    label: number,
    field: null,
    stored: balance,
    provider: null,
  };
}
