import { Inject, Injectable } from '@nestjs/common';

import { addDays, type LocalDate } from '@invoicetracker/calendar';
import { type InvoiceRecord, type Page, type SetAside } from '@invoicetracker/provider-kit';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { StoredKey } from '../connections/stored-key.js';
import { BudgetSpent, RunBudget } from '../governor/run-budget.js';
import { ProviderCalls } from '../provider-calls.js';
import { type AccountFacts, readAccountFacts } from '../records/account-facts.js';
import { type Applied, applyInvoices } from '../records/apply-invoices.js';
import { DefaultBankAccounts } from '../records/default-bank-accounts.js';
import { forgetSeen, noteSeen, noteUnseen, shownOn } from '../records/note-unseen.js';
import { noteVanished } from '../records/note-vanished.js';
import { Rehearsal } from '../../../platform/tenancy/rehearsal.js';
import { invoicePages } from './invoice-pages.js';
import { RunTally } from './run-tally.js';

/** What a sync would have done. */
export interface DryRun {
  readonly dueUntil: LocalDate;
  readonly added: number;
  readonly updated: number;
  readonly closed: number;
  readonly skipped: number;
  readonly lines: number;
  /** Known open invoices the provider did not list: a sync would ask for each by itself. */
  readonly missing: number;
  readonly pages: number;
  readonly apiCalls: number;
  readonly setAside: readonly SetAsideRow[];
  /** It ends where a run's requests would be spent; a sync would go on another time. */
  readonly isBudgetSpent: boolean;
}

/** A row that would be set aside, without the row itself. */
export type SetAsideRow = Pick<SetAside, 'collection' | 'externalId' | 'detail'> & {
  readonly reason: string;
};

interface Rehearsed {
  readonly applied: Applied;
  readonly missing: number;
}

const CALLS = { maxWaitMs: 90_000, retries: 4 };

/**
 * Reads what a sync would read and says what it would change. Each page is written in a transaction
 * that is then undone, so that the answer is the real one and nothing stays.
 */
@Injectable()
export class DryRunSync {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly keys: StoredKey,
    private readonly calls: ProviderCalls,
    private readonly rehearsal: Rehearsal,
  ) {}

  /** @throws NotFound, ProviderError */
  async execute(
    scope: AccountScope,
    connectionId: string,
    wish: { readonly daysAhead?: number | undefined },
    signal: AbortSignal,
  ): Promise<DryRun> {
    const tally = new RunTally(0, 0);
    const { account, banks, open, since } = await this.prepare(scope, connectionId, tally, signal);
    const dueUntil =
      wish.daysAhead === undefined ? account.opensUntil : addDays(account.today, wish.daysAhead);
    let total = nothing(dueUntil);
    const shown: Shown[] = [];
    try {
      for await (const page of invoicePages({ open, dueUntil }, since)) {
        if (page.sequenceRange === null) shown.push(...shownWithoutOrder(page));
        const rehearsed = await this.rehearsal.undone(scope, (tx) =>
          this.page(tx, { scope, connectionId, account, banks, dueUntil }, page),
        );
        total = plus(total, page, rehearsed);
      }
      if (shown.length > 0 && since === null) {
        const place = { accountId: scope.accountId, connectionId, dueUntil, now: account.now };
        const unseen = await this.rehearsal.undone(scope, (tx) => countUnseen(tx, place, shown));
        total = { ...total, missing: total.missing + unseen };
      }
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      total = { ...total, isBudgetSpent: true };
    }
    return { ...total, apiCalls: tally.calls };
  }

  private prepare(scope: AccountScope, connectionId: string, tally: RunTally, signal: AbortSignal) {
    return this.tenancy.inAccount(scope, async (tx) => {
      const { provider, credentials } = await this.keys.open(tx, scope, connectionId);
      const budget = new RunBudget(this.settings.SYNC_READS_PER_RUN, 0);
      const { accountId } = scope;
      const options = { ...CALLS, accountId, signal, budget, onCall: tally.onCall };
      const open = this.calls.open(provider, credentials, options);
      return {
        account: await readAccountFacts(tx, scope.accountId, this.clock.now()),
        banks: await DefaultBankAccounts.of(tx, scope.accountId, connectionId),
        open,
        since:
          open.provider.listOpenReceivables === undefined
            ? await changesSince(tx, scope, connectionId)
            : null,
      };
    });
  }

  private async page(
    tx: Transaction,
    to: {
      scope: AccountScope;
      connectionId: string;
      account: AccountFacts;
      banks: DefaultBankAccounts;
      dueUntil: LocalDate;
    },
    page: Page<InvoiceRecord>,
  ): Promise<Rehearsed> {
    const writtenAt = this.clock.wallNow();
    const applied = await applyInvoices(tx, { ...to, askedAt: writtenAt, writtenAt }, page.records);
    const place = { accountId: to.scope.accountId, connectionId: to.connectionId };
    const missing = await noteVanished(
      tx,
      { ...place, dueUntil: to.dueUntil, now: to.account.now },
      page,
    );
    return { applied, missing };
  }
}

/** Ids a page of a list without an order has shown. */
interface Shown {
  readonly collection: string;
  readonly ids: readonly string[];
  readonly isConclusive: boolean;
}

function shownWithoutOrder(page: Page<InvoiceRecord>): Shown[] {
  const { collection, isFilterHonoured: isConclusive } = page;
  return [{ collection, ids: shownOn(page), isConclusive }];
}

/** What the end of the pass would have noted, in a transaction that is undone. */
async function countUnseen(
  tx: Transaction,
  place: { accountId: string; connectionId: string; dueUntil: string; now: Date },
  shown: readonly Shown[],
): Promise<number> {
  await forgetSeen(tx, place);
  for (const { collection, ids } of shown) await noteSeen(tx, place, collection, ids);
  const doubtful = new Set(shown.filter((one) => !one.isConclusive).map((one) => one.collection));
  const collections = new Set(shown.map((one) => one.collection));
  return noteUnseen(
    tx,
    place,
    [...collections].filter((collection) => !doubtful.has(collection)),
  );
}

/** From when on a provider without a list of what is owed is asked for changes. */
async function changesSince(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
): Promise<Date> {
  const row = await tx.one<{ since: Date | null }>(
    'select changes_since as since from connections where account_id = $1 and id = $2',
    [scope.accountId, connectionId],
  );
  return row?.since ?? new Date(0);
}

function nothing(dueUntil: LocalDate): Omit<DryRun, 'apiCalls'> {
  const counts = { added: 0, updated: 0, closed: 0, skipped: 0, lines: 0, missing: 0, pages: 0 };
  return { dueUntil, ...counts, setAside: [], isBudgetSpent: false };
}

function plus(
  total: Omit<DryRun, 'apiCalls'>,
  page: Page<InvoiceRecord>,
  { applied, missing }: Rehearsed,
): Omit<DryRun, 'apiCalls'> {
  return {
    ...total,
    added: total.added + applied.added,
    updated: total.updated + applied.updated,
    closed: total.closed + applied.closed,
    skipped: total.skipped + applied.skipped,
    lines: total.lines + applied.lines,
    missing: total.missing + missing,
    pages: total.pages + 1,
    setAside: [...total.setAside, ...[...page.setAside, ...applied.refused].map(withoutRecord)],
  };
}

function withoutRecord({ collection, externalId, reason, detail }: SetAsideRow): SetAsideRow {
  return { collection, externalId, reason, detail };
}
