import { Injectable } from '@nestjs/common';

import { type ClientRecord, type InvoiceRecord, ProviderError } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { CannotUnseal } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { noteRefusedKey } from '../connections/note-refused-key.js';
import { StoredKey, type UnsealedConnection } from '../connections/stored-key.js';
import { ProviderCalls } from '../provider-calls.js';
import { readAccountFacts } from '../records/account-facts.js';
import { applyClients } from '../records/apply-clients.js';
import { applyInvoices, type RefusedRecord } from '../records/apply-invoices.js';
import { DefaultBankAccounts } from '../records/default-bank-accounts.js';
import { unusableEmails } from '../records/unusable-emails.js';
import { type Answer, askEach } from '../sync/ask-each.js';
import { PageWriter } from '../sync/page-writer.js';
import type { RetriedRow } from './set-aside.dto.js';

interface Issue {
  readonly id: string;
  readonly connectionId: string | null;
  readonly collection: string;
  readonly externalId: string | null;
  /** null: nothing of it is stored here */
  readonly invoiceId: string | null;
}
type Told =
  | { readonly kind: 'invoice'; readonly record: InvoiceRecord }
  | { readonly kind: 'client'; readonly record: ClientRecord }
  | 'gone';
type Looked = Answer<Issue, Told>;

/** Somebody is waiting in front of a screen. */
const CALLS = { maxWaitMs: 10_000, retries: 1 };

/** Asks the provider for rows that were set aside, one by one, and takes over what it says now. */
@Injectable()
export class RetryRows {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly keys: StoredKey,
    private readonly calls: ProviderCalls,
    private readonly pages: PageWriter,
  ) {}

  /** @throws NotFound when one of them is not there; then none is asked for */
  async execute(scope: AccountScope, issueIds: readonly string[]): Promise<RetriedRow[]> {
    const ids = [...new Set(issueIds)];
    const issues = await this.tenancy.inAccountOnce<Issue>(
      scope,
      `select s.id, s.connection_id as "connectionId", s.collection, s.external_id as "externalId", i.id as "invoiceId"
         from sync_issues s
         left join invoices i on i.account_id = s.account_id and i.connection_id = s.connection_id
              and i.collection = s.collection and i.external_id = s.external_id
        where s.account_id = $1 and s.id = any ($2::uuid[])`,
      [scope.accountId, ids],
    );
    if (issues.length < ids.length) throw new NotFound('row that was set aside');
    const rows: RetriedRow[] = [];
    for (const [connectionId, group] of Map.groupBy(issues, (issue) => issue.connectionId))
      rows.push(...(await this.retry(scope, connectionId, group)));
    return rows;
  }

  private async retry(
    scope: AccountScope,
    connectionId: string | null,
    issues: readonly Issue[],
  ): Promise<RetriedRow[]> {
    const connection = connectionId === null ? null : await this.open(scope, connectionId);
    if (connection === null || connection.state !== 'active')
      return issues.map((issue) =>
        notAsked(issue, 'connection-idle', 'The connection does not work at the moment.'),
      );
    const askedAt = this.clock.wallNow();
    const { answers, stoppedBy } = await askEach(issues, this.asking(scope, connection));
    const rows = await this.pages.write(scope, (tx) =>
      this.write(tx, scope, connection.id, answers, askedAt),
    );
    if (stoppedBy === null) return rows;
    if (!(stoppedBy instanceof ProviderError)) throw stoppedBy;
    if (stoppedBy.actor === 'reconnect')
      await this.tenancy.inAccount(scope, (tx) => noteRefusedKey(tx, scope, connection.id));
    const asked = new Set(rows.map(({ issueId }) => issueId));
    const left = issues.filter(({ id }) => !asked.has(id));
    return [...rows, ...left.map((issue) => notAsked(issue, stoppedBy.code, stoppedBy.message))];
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

  private asking(scope: AccountScope, connection: UnsealedConnection) {
    const { provider, context } = this.calls.open(connection.provider, connection.credentials, {
      ...CALLS,
      accountId: scope.accountId,
    });
    return async ({ collection, externalId }: Issue): Promise<Told> => {
      const isClient = collection === 'clients';
      const ask = isClient ? provider.getClient : provider.getInvoice;
      if (!externalId || ask === undefined) throw cannotAsk();
      if (isClient) {
        const record = await provider.getClient!(context, externalId);
        return record === 'gone' ? 'gone' : { kind: 'client', record };
      }
      const record = await provider.getInvoice!(context, { collection, externalId });
      return record === 'gone' ? 'gone' : { kind: 'invoice', record };
    };
  }

  private async write(
    tx: Transaction,
    scope: AccountScope,
    connectionId: string,
    answers: readonly Looked[],
    askedAt: Date,
  ): Promise<RetriedRow[]> {
    const { accountId } = scope;
    const account = await readAccountFacts(tx, accountId, this.clock.now());
    const banks = await DefaultBankAccounts.of(tx, accountId, connectionId);
    const to = { scope, connectionId, account, banks, askedAt, writtenAt: this.clock.wallNow() };
    const told = answers.flatMap((answer) => (answer.kind === 'told' ? [answer] : []));
    const clients = told.flatMap(({ told: one }) =>
      one !== 'gone' && one.kind === 'client' ? [one.record] : [],
    );
    const invoices = told.flatMap(({ told: one }) =>
      one !== 'gone' && one.kind === 'invoice' ? [one.record] : [],
    );
    const gone = told.flatMap(({ asked, told: one }) =>
      one === 'gone' && asked.invoiceId !== null ? [asked.invoiceId] : [],
    );
    await applyClients(tx, { accountId, connectionId, account }, clients);
    const { refused } = await applyInvoices(tx, to, invoices, gone);
    const rows = answers.map((answer) =>
      outcomeOf(answer, [...refused, ...unusableEmails(clients)]),
    );
    await this.note(tx, scope, rows);
    return rows;
  }

  private async note(
    tx: Transaction,
    scope: AccountScope,
    rows: readonly RetriedRow[],
  ): Promise<void> {
    if (rows.length === 0) return;
    await tx.execute(
      `update sync_issues s set state = case when o.detail is null then 'solved' else 'open' end,
              detail = coalesce(left(o.detail, 1000), s.detail), findings = coalesce(o.findings, s.findings), seen_at = $4
         from unnest($2::uuid[], $3::text[], $5::jsonb[]) as o(id, detail, findings) where s.account_id = $1 and s.id = o.id`,
      [
        scope.accountId,
        rows.map(({ issueId }) => issueId),
        rows.map(({ detail }) => detail),
        this.clock.now(),
        rows.map(({ detail, findings }) => (detail === null ? null : JSON.stringify(findings))),
      ],
    );
    await audit(tx, scope, this.clock.now(), {
      action: 'sync-rows.retried',
      objectKind: 'sync-issue',
      objectId: rows.length === 1 ? rows[0]!.issueId : null,
      after: { rows: rows.map(({ issueId, outcome }) => ({ issueId, outcome })) },
    });
  }
}

function outcomeOf(answer: Looked, refused: readonly RefusedRecord[]): RetriedRow {
  const { id: issueId, collection, externalId } = answer.asked;
  if (answer.kind === 'unusable')
    return {
      ...retried(issueId, 'set-aside'),
      detail: answer.error.message,
      findings: [...answer.error.findings],
    };
  if (answer.told === 'gone') return retried(issueId, 'gone');
  const still = refused.find(
    (one) => one.collection === collection && one.externalId === externalId,
  );
  if (still !== undefined)
    return {
      ...retried(issueId, 'set-aside'),
      detail: still.detail,
      findings: [...still.findings],
    };
  return retried(issueId, 'solved');
}

function notAsked({ id: issueId }: Issue, code: string, detail: string): RetriedRow {
  return { ...retried(issueId, 'not-asked'), code, detail };
}

function retried(issueId: string, outcome: RetriedRow['outcome']): RetriedRow {
  return { issueId, outcome, code: null, detail: null, findings: [] };
}

function cannotAsk(): ProviderError {
  return new ProviderError({
    actor: 'reject',
    code: 'cannot-ask',
    message: 'The provider cannot be asked for this row by itself; the next run reads it again.',
  });
}
