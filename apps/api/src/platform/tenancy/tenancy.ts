import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';

import { AuditKeys } from '../audit/audit-keys.js';
import { writeChain } from '../audit/write-chain.js';
import { Transaction } from '../database/transaction.js';
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

  /** Runs the work in one transaction that sees what belongs to the whole installation. For instance admins and jobs. */
  asInstance<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transaction(null, null, work, true);
  }

  private async transaction<T>(
    accountId: string | null,
    userId: string | null,
    work: (tx: Transaction) => Promise<T>,
    isInstance = false,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      // One round trip. The ids are checked to be uuids, so nothing can be smuggled into the text.
      await client.query(`begin;
        select set_config('app.account_id', '${asUuid(accountId)}', true), set_config('app.user_id', '${asUuid(userId)}', true),
               set_config('app.instance', '${isInstance ? 'yes' : ''}', true)`);
      try {
        const tx = new Transaction(client);
        const result = await work(tx);
        await this.writeAudit(tx);
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

function asUuid(id: string | null): string {
  if (id === null) return '';
  if (!UUID.test(id)) throw new TypeError('an account or user id must be a uuid');
  return id;
}
