import type { PoolClient, QueryResult } from 'pg';

import type { NotedEntry } from '../audit/noted-entry.js';
import type { Prepared } from './prepared.js';

/** A statement as it is sent: planned anew each time, or once a connection. */
export type Statement = string | Prepared;

/**
 * An open transaction. Rows come as plain objects: days as `YYYY-MM-DD`, bigints as text, instants as `Date`.
 * Statements that do not need each other's answers may be sent without waiting: they leave together, run in the order
 * they were sent in, and after a failure none of them counts.
 */
export class Transaction {
  /** Audit entries of this transaction, chained right before its commit. */
  readonly noted: NotedEntry[] = [];
  private isOver = false;

  constructor(private readonly client: PoolClient) {}

  /** Runs one statement and answers its rows. */
  async query<Row extends object>(
    statement: Statement,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.send<Row>(statement, parameters)).rows;
  }

  /** Runs one statement and answers the row it must have, or undefined. */
  async one<Row extends object>(
    statement: Statement,
    parameters: readonly unknown[] = [],
  ): Promise<Row | undefined> {
    return (await this.send<Row>(statement, parameters)).rows[0];
  }

  /** Runs one statement and answers how many rows it touched. */
  async execute(statement: Statement, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.send(statement, parameters)).rowCount ?? 0;
  }

  /** Nothing more is sent: whoever has not noticed that the transaction failed must not write into the next one. */
  end(): void {
    this.isOver = true;
  }

  private async send<Row extends object>(
    statement: Statement,
    parameters: readonly unknown[],
  ): Promise<QueryResult<Row>> {
    if (this.isOver) throw new Error('a statement came after the end of its transaction');
    const values = parameters as unknown[];
    return typeof statement === 'string'
      ? this.client.query<Row>(statement, values)
      : this.client.query<Row>({ ...statement, values });
  }
}
