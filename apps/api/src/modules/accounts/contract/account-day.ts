import { Injectable } from '@nestjs/common';

import { dayIn } from '@invoicetracker/calendar';

import { Clock } from '../../../platform/clock/clock.js';
import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** Which calendar day it is for an account: its own time zone rules every clock. */
@Injectable()
export class AccountDay {
  constructor(private readonly clock: Clock) {}

  /** @returns `YYYY-MM-DD` */
  async today(tx: Transaction, scope: AccountScope): Promise<string> {
    const row = await tx.one<{ time_zone: string }>(TIME_ZONE, [scope.accountId]);
    if (row === undefined) throw new NotFound('account');
    return dayIn(row.time_zone, this.clock.now());
  }
}

const TIME_ZONE = prepared('select time_zone from accounts where id = $1');
