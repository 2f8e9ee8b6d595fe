import { createHash, randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';

import { Clock } from '../clock/clock.js';
import { DomainError, Invalid } from '../http/domain-error.js';
import { Sealer } from '../sealing/sealer.js';
import type { AccountScope } from '../tenancy/account-scope.js';
import { Tenancy } from '../tenancy/tenancy.js';

/** How long a reply is kept for whoever asks again. */
export const REPLY_KEPT_MS = 24 * 60 * 60 * 1000;
/** A request that has not ended by then never will: its process is gone. */
const RUNNING_MS = 5 * 60 * 1000;

/** What was sent, without the parts that may differ between two attempts. */
export interface RepeatableRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

export interface KeptReply {
  readonly status: number;
  readonly etag: string | null;
  /** The body as it was before it became JSON; absent where there is none. */
  readonly body?: unknown;
}

interface Row {
  readonly id: string;
  readonly state: 'running' | 'done' | 'unknown';
  readonly sealed_record: string;
  readonly created_at: Date;
}

interface Record {
  readonly requestHash: string;
  readonly reply: KeptReply | null;
}

/** A request that is being carried out for the first time under its key. */
export interface FirstAttempt {
  readonly id: string;
  readonly requestHash: string;
}

/** Remembers the replies to requests that carry an Idempotency-Key, for each caller of an account. */
@Injectable()
export class KeptReplies {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
  ) {}

  /**
   * @returns the reply of an earlier attempt, or the claim to carry the request out
   * @throws Invalid `idempotency-key-reused`; DomainError `idempotency-in-flight` or `idempotency-outcome-unknown`
   */
  async begin(
    scope: AccountScope,
    key: string,
    request: RepeatableRequest,
  ): Promise<{ reply: KeptReply } | { first: FirstAttempt }> {
    const requestHash = hashOf(request);
    const id = randomUUID();
    const now = this.clock.wallNow();
    const there = await this.tenancy.inAccount(scope, async (tx) => {
      const claimed = await tx.one(
        `insert into idempotency_keys as k (account_id, id, principal, key, state, sealed_record, created_at)
         values ($1, $2, $3, $4, 'running', $5, $6)
         on conflict (account_id, principal, key) do update
           set id = excluded.id, state = excluded.state, sealed_record = excluded.sealed_record, created_at = excluded.created_at
           where k.created_at < $7
         returning id`,
        [
          scope.accountId,
          id,
          principalOf(scope),
          key,
          this.seal(scope, id, { requestHash, reply: null }),
          now,
          new Date(now.getTime() - REPLY_KEPT_MS),
        ],
      );
      if (claimed !== undefined) return null;
      return tx.one<Row>(
        'select id, state, sealed_record, created_at from idempotency_keys where account_id = $1 and principal = $2 and key = $3',
        [scope.accountId, principalOf(scope), key],
      );
    });
    if (there === null) return { first: { id, requestHash } };
    // Forgotten between the two statements, because the first attempt has just failed.
    if (there === undefined) throw inFlight();
    return { reply: this.replyOf(scope, there, requestHash, now) };
  }

  /** Keeps the reply of a request that was carried out. */
  async keep(scope: AccountScope, first: FirstAttempt, reply: KeptReply): Promise<void> {
    const sealed = this.seal(scope, first.id, { requestHash: first.requestHash, reply });
    await this.tenancy.inAccount(scope, (tx) =>
      tx.execute(
        "update idempotency_keys set state = 'done', sealed_record = $3 where account_id = $1 and id = $2",
        [scope.accountId, first.id, sealed],
      ),
    );
  }

  /** The request was refused, so nothing was done: it may be corrected and sent again under the same key. */
  async forget(scope: AccountScope, first: FirstAttempt): Promise<void> {
    await this.tenancy.inAccount(scope, (tx) =>
      tx.execute('delete from idempotency_keys where account_id = $1 and id = $2', [
        scope.accountId,
        first.id,
      ]),
    );
  }

  /** The request failed on our side. Whether it was done, or half done, nobody can tell by itself. */
  async doubt(scope: AccountScope, first: FirstAttempt): Promise<void> {
    await this.tenancy.inAccount(scope, (tx) =>
      tx.execute(
        "update idempotency_keys set state = 'unknown' where account_id = $1 and id = $2",
        [scope.accountId, first.id],
      ),
    );
  }

  private replyOf(scope: AccountScope, row: Row, requestHash: string, now: Date): KeptReply {
    const record = JSON.parse(
      this.sealer.unseal(row.sealed_record, placeOf(scope, row.id)),
    ) as Record;
    if (record.requestHash !== requestHash) throw reused();
    if (row.state === 'done') return record.reply!;
    const isRunning =
      row.state === 'running' && now.getTime() - row.created_at.getTime() < RUNNING_MS;
    throw isRunning ? inFlight() : outcomeUnknown();
  }

  private seal(scope: AccountScope, id: string, record: Record): string {
    return this.sealer.seal(JSON.stringify(record), placeOf(scope, id));
  }
}

function placeOf(scope: AccountScope, id: string) {
  return {
    accountId: scope.accountId,
    table: 'idempotency_keys',
    column: 'sealed_record',
    rowId: id,
  };
}

function principalOf({ actor }: AccountScope): string {
  if (actor.kind === 'user') return `user:${actor.userId}`;
  if (actor.kind === 'key') return `key:${actor.keyId}`;
  throw new TypeError('only people and keys send requests');
}

/** The same fields in another order are the same request. */
function hashOf(request: RepeatableRequest): string {
  const text = canonicalize([request.method, request.url, request.body ?? null])!;
  return createHash('sha256').update(text).digest('base64');
}

function reused(): Invalid {
  return new Invalid(
    'idempotency-key-reused',
    'This Idempotency-Key was sent with another request. Make a new one for each thing you want done.',
    [
      {
        field: 'Idempotency-Key',
        code: 'idempotency-key-reused',
        message: 'belongs to another request',
      },
    ],
  );
}

function inFlight(): DomainError {
  return new DomainError(
    'conflict',
    'idempotency-in-flight',
    'The same request is being carried out at this moment. Ask again in a second for its answer.',
    [],
    1,
  );
}

function outcomeUnknown(): DomainError {
  return new DomainError(
    'conflict',
    'idempotency-outcome-unknown',
    'The first attempt was cut off. Look whether it was done; if it was not, send it with a new Idempotency-Key.',
  );
}
