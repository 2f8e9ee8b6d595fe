import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { type InvoiceRef, ProviderError } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import { CannotUnseal } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { StoredKey, type UnsealedConnection } from '../connections/stored-key.js';
import { ProviderCalls } from '../provider-calls.js';
import { fetchProblem, type MissingDocument } from './missing-document.js';

interface Asked extends InvoiceRef {
  readonly id: string;
  readonly connectionId: string;
  readonly face: string;
}

type Fetched = { readonly content: Buffer } | MissingDocument;

/** A sender is waiting: it would rather come back later than wait long. */
const CALLS = { maxWaitMs: 10_000, retries: 1 };

/**
 * Fetches invoices as their providers print them and keeps them. What is kept already and still shows what the invoice
 * says is not fetched again. Never inside a transaction.
 */
@Injectable()
export class FetchInvoiceDocuments {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly keys: StoredKey,
    private readonly calls: ProviderCalls,
  ) {}

  /**
   * @param noticeId what they are to leave with; attempts are counted for it
   * @param mostAttempts so many times an invoice is asked for on its behalf
   * @returns `awaited` when a provider may still have one of them the next time it is asked; else `settled`, whatever
   *   came of it
   */
  async execute(
    scope: AccountScope,
    noticeId: string,
    invoiceIds: readonly string[],
    mostAttempts: number,
    signal?: AbortSignal,
  ): Promise<'settled' | 'awaited'> {
    const missing = await this.tenancy.inAccountOnce<Asked>(scope, TO_FETCH, [
      scope.accountId,
      noticeId,
      invoiceIds,
      mostAttempts,
    ]);
    for (const [connectionId, invoices] of Map.groupBy(missing, (one) => one.connectionId))
      await this.fetchFrom(scope, noticeId, connectionId, invoices, signal);
    const [{ isAwaited } = { isAwaited: false }] = await this.tenancy.inAccountOnce<{
      isAwaited: boolean;
    }>(scope, AWAITED, [scope.accountId, noticeId, invoiceIds, mostAttempts]);
    return isAwaited ? 'awaited' : 'settled';
  }

  private async fetchFrom(
    scope: AccountScope,
    noticeId: string,
    connectionId: string,
    invoices: readonly Asked[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const ask = await this.wayTo(scope, connectionId, signal);
    let stop: MissingDocument | null = typeof ask === 'function' ? null : ask;
    for (const invoice of invoices) {
      const fetched: Fetched =
        stop ?? (await attempt(() => (ask as (ref: InvoiceRef) => Promise<Fetched>)(invoice)));
      // a provider that is down, or refuses the key, is not asked for each of them
      if ('isOfAll' in fetched && fetched.isOfAll) stop = fetched;
      await this.keep(scope, noticeId, invoice, fetched);
    }
  }

  /** How one invoice of a connection is asked for; or why none of them can be. */
  private async wayTo(
    scope: AccountScope,
    connectionId: string,
    signal: AbortSignal | undefined,
  ): Promise<MissingDocument | ((ref: InvoiceRef) => Promise<Fetched>)> {
    const connection = await this.open(scope, connectionId);
    if (connection === null || connection.state !== 'active')
      return { reason: 'refused', mayCome: false, isOfAll: true };
    const { provider, context } = this.calls.open(connection.provider, connection.credentials, {
      ...CALLS,
      accountId: scope.accountId,
      signal,
    });
    if (provider.downloadInvoice === undefined)
      return { reason: 'not-offered', mayCome: false, isOfAll: true };
    const download = provider.downloadInvoice.bind(provider);
    return async (ref) => {
      const content = await download(context, ref);
      return content === 'gone' ? { reason: 'gone', mayCome: false, isOfAll: false } : { content };
    };
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

  private async keep(
    scope: AccountScope,
    noticeId: string,
    { id, face }: Asked,
    fetched: Fetched,
  ): Promise<void> {
    const askedAt = this.clock.wallNow();
    await this.tenancy.inAccount(scope, async (tx) => {
      const isHere = 'content' in fetched;
      const sha256 = isHere ? createHash('sha256').update(fetched.content).digest() : null;
      if (isHere) await tx.execute(STORE_FILE, [scope.accountId, sha256, fetched.content, askedAt]);
      await tx.execute(STORE_DOCUMENT, [
        scope.accountId,
        id,
        face,
        sha256,
        isHere ? null : fetched.reason,
        !isHere && fetched.mayCome,
        noticeId,
        askedAt,
      ]);
    });
  }
}

async function attempt(ask: () => Promise<Fetched>): Promise<Fetched> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProviderError) return fetchProblem(error);
    throw error;
  }
}

const TO_FETCH = `
  select i.id, i.connection_id as "connectionId", i.collection, i.external_id as "externalId", invoice_face(i) as face
    from invoices i left join invoice_documents d on d.account_id = i.account_id and d.invoice_id = i.id and d.face = invoice_face(i)
   where i.account_id = $1 and i.id = any ($3::uuid[]) and i.connection_id is not null and i.removed_on is null and d.sha256 is null
     and (d.asked_for is distinct from $2 or d.may_come and d.attempts < $4)
   order by i.due_on, i.number, i.id`;

const AWAITED = `
  select exists (select 1 from invoices i join invoice_documents d on d.account_id = i.account_id and d.invoice_id = i.id and d.face = invoice_face(i)
                  where i.account_id = $1 and i.id = any ($3::uuid[]) and d.asked_for = $2 and d.may_come and d.attempts < $4) as "isAwaited"`;

const STORE_FILE = `
  insert into stored_files (account_id, sha256, content, created_at) values ($1, $2, $3, $4) on conflict do nothing`;

const STORE_DOCUMENT = `
  insert into invoice_documents as d (account_id, invoice_id, face, sha256, reason, may_come, asked_for, attempts, asked_at)
  values ($1, $2, $3, $4, $5, $6, $7, 1, $8)
  on conflict (account_id, invoice_id) do update set
    attempts = case when d.asked_for = excluded.asked_for and d.face = excluded.face then d.attempts + 1 else 1 end,
    face = excluded.face, sha256 = excluded.sha256, reason = excluded.reason, may_come = excluded.may_come,
    asked_for = excluded.asked_for, asked_at = excluded.asked_at`;
