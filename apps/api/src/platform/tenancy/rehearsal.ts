import { Injectable } from '@nestjs/common';

import type { Transaction } from '../database/transaction.js';
import type { AccountScope } from './account-scope.js';
import { Tenancy } from './tenancy.js';

/** Carries the result out of a transaction that is rolled back. */
class Undo<T> extends Error {
  constructor(readonly result: T) {
    super('a rehearsal is undone');
  }
}

/** Does the work for real and takes it back. */
@Injectable()
export class Rehearsal {
  constructor(private readonly tenancy: Tenancy) {}

  async undone<T>(scope: AccountScope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.tenancy.inAccount<T>(scope, async (tx) => {
        throw new Undo(await work(tx));
      });
    } catch (error) {
      if (error instanceof Undo) return error.result as T;
      throw error;
    }
  }
}
