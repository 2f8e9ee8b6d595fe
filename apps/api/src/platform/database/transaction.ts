import type { PoolClient } from 'pg';

import type { NotedEntry } from '../audit/noted-entry.js';

/** An open transaction. Rows come as plain objects: days as `YYYY-MM-DD`, bigints as text, instants as `Date`. */
export class Transaction {
  /** Audit entries of this transaction, chained right before its commit. */
  readonly noted: NotedEntry[] = [];

  constructor(private readonly client: PoolClient) {}

  /** Runs one statement and answers its rows. */
  async query<Row extends object>(
    text: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    const result = await this.client.query<Row>(text, parameters as unknown[]);
    return result.rows;
  }

  /** Runs one statement and answers the row it must have, or undefined. */
  async one<Row extends object>(
    text: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row | undefined> {
    return (await this.query<Row>(text, parameters))[0];
  }

  /** Runs one statement and answers how many rows it touched. */
  async execute(text: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.client.query(text, parameters as unknown[])).rowCount ?? 0;
  }
}
