import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';

import { Transaction } from '../database/transaction.js';
import { type AccountScope, actingUser } from './account-scope.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Opens transactions. Each one tells PostgreSQL which account and person it is for, for as long as it
 * lasts; row-level security does the rest. Without a scope no tenant row can be seen or written.
 */
@Injectable()
export class Tenancy {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Runs the work in one transaction that sees this account's rows only. */
  inAccount<T>(scope: AccountScope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transaction(scope.accountId, actingUser(scope), work);
  }

  /** Runs the work in one transaction that sees what belongs to a person: their user, sessions, memberships. */
  asUser<T>(userId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transaction(null, userId, work);
  }

  /** Runs the work in one transaction without a scope: only the security-definer functions answer. */
  withoutScope<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transaction(null, null, work);
  }

  /** Asks a security-definer function, in one round trip and without a scope, for the row it answers. */
  async ask<Row extends object>(
    text: string,
    parameters: readonly unknown[],
  ): Promise<Row | undefined> {
    const rows = await this.dataSource.query<Row[]>(text, parameters as unknown[]);
    return rows[0];
  }

  private async transaction<T>(
    accountId: string | null,
    userId: string | null,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      // One round trip. The ids are checked to be uuids, so nothing can be smuggled into the text.
      await client.query(`begin;
        select set_config('app.account_id', '${asUuid(accountId)}', true), set_config('app.user_id', '${asUuid(userId)}', true)`);
      try {
        const result = await work(new Transaction(client));
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => {
          // The connection is gone, and the transaction with it: the first error is the one that matters.
        });
        throw error;
      }
    } finally {
      await runner.release();
    }
  }
}

function asUuid(id: string | null): string {
  if (id === null) return '';
  if (!UUID.test(id)) throw new TypeError('an account or user id must be a uuid');
  return id;
}
