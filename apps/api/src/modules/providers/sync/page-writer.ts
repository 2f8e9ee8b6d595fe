import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';

/** Serialisation failure and deadlock: somebody else was quicker, the same work again will do. */
const TRY_AGAIN = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

/** Writes a page in one transaction, again when another process stood in its way. */
@Injectable()
export class PageWriter {
  constructor(private readonly tenancy: Tenancy) {}

  async write<T>(scope: AccountScope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.tenancy.inAccountByKeys(scope, work);
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (typeof code !== 'string' || !TRY_AGAIN.has(code) || attempt === ATTEMPTS) throw error;
      }
    }
  }
}
