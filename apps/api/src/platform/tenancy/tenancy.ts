import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';

import { AuditKeys } from '../audit/audit-keys.js';
import { writeChain } from '../audit/write-chain.js';
import { type Statement, Transaction } from '../database/transaction.js';
import { type AccountScope, actingUser } from './account-scope.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Opens transactions. Each one tells PostgreSQL which account and person it is for, for as long as it
 * lasts; row-level security does the rest. Without a scope no tenant row can be seen or written.
 */
@Injectable()
export class Tenancy {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditKeys: AuditKeys,
  ) {}

  /** Runs the work in one transaction that sees this account's rows only. */
  inAccount<T>(scope: AccountScope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transaction({ accountId: scope.accountId, userId: actingUser(scope) }, work);
  }

  /**
   * As `inAccount`, for work that looks rows up by their keys with prepared statements: a plan that is made while a table
   * is small, or empty, must not read it from end to end once it has grown; and it is made once, not compared each time
   * with one for the values at hand.
   */
  inAccountByKeys<T>(scope: AccountScope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const begun = { accountId: scope.accountId, userId: actingUser(scope), isByKeys: true };
    return this.transaction(begun, work);
  }

  /** Runs the work in one transaction that sees what belongs to a person: their user, sessions, memberships. */
  asUser<T>(userId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transaction({ accountId: null, userId }, work);
  }

  /** Runs the work in one transaction without a scope: only the security-definer functions answer. */
  withoutScope<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transaction({ accountId: null, userId: null }, work);
  }

  /**
   * Runs one statement in a transaction of its own that sees this account's rows only. Beginning, statement and commit
   * leave together: one round trip instead of three.
   */
  inAccountOnce<Row extends object>(
    scope: AccountScope,
    statement: Statement,
    parameters: readonly unknown[],
  ): Promise<Row[]> {
    return this.connected(async (client) => {
      const sent = [
        client.query(beginFor({ accountId: scope.accountId, userId: actingUser(scope) })),
        new Transaction(client).query<Row>(statement, parameters),
        // After a failure this takes back what there is, and says so without an error.
        client.query('commit'),
      ] as const;
      await Promise.allSettled(sent);
      const [, rows] = await Promise.all(sent);
      return rows;
    });
  }

  /** Asks a security-definer function, in one round trip and without a scope, for the row it answers. */
  ask<Row extends object>(
    statement: Statement,
    parameters: readonly unknown[],
  ): Promise<Row | undefined> {
    return this.connected((client) => new Transaction(client).one<Row>(statement, parameters));
  }

  /** Runs the work in one transaction that sees what belongs to the whole installation. For instance admins and jobs. */
  asInstance<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transaction({ accountId: null, userId: null, isInstance: true }, work);
  }

  private async transaction<T>(begin: Begun, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.connected(async (client) => {
      const begun = client.query(beginFor(begin));
      // It leaves with the first statement; whether it worked is asked below.
      begun.catch(() => undefined);
      const tx = new Transaction(client);
      try {
        const result = await work(tx);
        await this.writeAudit(tx);
        tx.end();
        await begun;
        await client.query('commit');
        return result;
      } catch (error) {
        tx.end();
        await client.query('rollback').catch(() => {
          // The connection is gone, and the transaction with it: the first error is the one that matters.
        });
        throw error;
      }
    });
  }

  private async connected<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await work((await runner.connect()) as PoolClient);
    } finally {
      await runner.release();
    }
  }

  /** Accounts before the installation, so that two transactions take the chains' heads in the same order. */
  private async writeAudit(tx: Transaction): Promise<void> {
    if (tx.noted.length === 0) return;
    const byChain = Map.groupBy(tx.noted, (note) => note.chain.name);
    for (const name of [...byChain.keys()].sort()) {
      const notes = byChain.get(name)!;
      await writeChain(
        tx,
        this.auditKeys,
        notes[0]!.chain,
        notes.map((note) => note.record),
      );
    }
  }
}

interface Begun {
  readonly accountId: string | null;
  readonly userId: string | null;
  readonly isInstance?: boolean;
  readonly isByKeys?: boolean;
}

/** One message. The ids are checked to be uuids, so nothing can be smuggled into the text. */
function beginFor({ accountId, userId, isInstance = false, isByKeys = false }: Begun): string {
  const plans = isByKeys
    ? `, set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true), set_config('random_page_cost', '1.1', true)`
    : '';
  return `begin;
    select set_config('app.account_id', '${asUuid(accountId)}', true), set_config('app.user_id', '${asUuid(userId)}', true),
           set_config('app.instance', '${isInstance ? 'yes' : ''}', true)${plans}`;
}

function asUuid(id: string | null): string {
  if (id === null) return '';
  if (!UUID.test(id)) throw new TypeError('an account or user id must be a uuid');
  return id;
}
