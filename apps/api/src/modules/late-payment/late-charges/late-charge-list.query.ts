import { Injectable } from '@nestjs/common';

import { isLocalDate } from '@invoicetracker/calendar';

import { decodeCursor, encodeCursor, invalid } from '../../../platform/http/cursor.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { ratesOfNow } from '../rates/read-rates.js';
import { readLatePaymentSettings } from '../settings/late-payment-settings.reader.js';
import type {
  LateChargeFilter,
  LateChargeNote,
  LateChargePage,
  LateChargeRow,
  LateChargeTotals,
} from './late-charges.dto.js';
import { type After, claimable, type PaidLate, readPaidLate } from './paid-late.reader.js';

/** Cases looked at in one statement, and how often for one page: most were paid late by a day or two. */
const BATCH = 200;
const BATCHES_A_PAGE = 10;
/** Cases the totals are made of. */
const COUNTED = 5000;

/** What the law gives for invoices that were paid late, so that nothing of it vanishes when a case closes. */
@Injectable()
export class LateChargeListQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  page(scope: AccountScope, filter: LateChargeFilter): Promise<LateChargePage> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const next = await this.reader(tx, scope, filter.client ?? null);
      const items: LateChargeRow[] = [];
      let after = afterOf(filter.cursor);
      for (let batch = 0; batch < BATCHES_A_PAGE; batch += 1) {
        const found = await next(after, BATCH);
        for (const one of found) {
          if (isWanted(one, filter.state)) items.push(toRow(one));
          after = { closedOn: one.closedOn, caseId: one.caseId };
          if (items.length === filter.limit) return { items, nextCursor: cursorOf(after) };
        }
        if (found.length < BATCH) return { items, nextCursor: null };
      }
      return { items, nextCursor: after && cursorOf(after) };
    });
  }

  totals(scope: AccountScope, clientId: string | null): Promise<LateChargeTotals> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const next = await this.reader(tx, scope, clientId);
      const found = await next(null, COUNTED);
      const open = found.filter((one) => isWanted(one, 'open'));
      const currencies = [
        ...new Set(open.flatMap((one) => claimable(one).map((sum) => sum.currency))),
      ];
      return {
        items: currencies.sort().map((currency) => ({
          currency,
          interest: moneyOf(sumOf(open, 'interest', currency), currency),
          compensation: moneyOf(sumOf(open, 'compensation', currency), currency),
        })),
        invoices: open.filter((one) => claimable(one).length > 0).length,
        blocked: open.filter((one) => one.blockedBy !== null).length,
        isTruncated: found.length === COUNTED,
      };
    });
  }

  private async reader(
    tx: Transaction,
    scope: AccountScope,
    clientId: string | null,
  ): Promise<(after: After | null, limit: number) => Promise<PaidLate[]>> {
    const today = await this.day.today(tx, scope);
    const settings = await readLatePaymentSettings(tx, scope.accountId);
    const rates = await ratesOfNow(tx);
    return (after, limit) =>
      readPaidLate(tx, scope.accountId, settings, rates, { clientId, after, limit, today });
  }
}

function isWanted(one: PaidLate, state: LateChargeFilter['state']): boolean {
  if (state === 'waived') return one.waived.length > 0;
  if (state === 'noted') return one.noted.some(({ isPaid }) => !isPaid);
  if (state === 'paid') return one.noted.length > 0 && one.noted.every(({ isPaid }) => isPaid);
  return claimable(one).length > 0 || one.blockedBy !== null;
}

function sumOf(
  open: readonly PaidLate[],
  part: 'interest' | 'compensation',
  currency: string,
): bigint {
  return open.reduce((sum, one) => {
    const amount = one.waived.includes(part) ? null : one[part];
    return amount?.currency === currency ? sum + amount.minor : sum;
  }, 0n);
}

function toRow(one: PaidLate): LateChargeRow {
  const { interest, compensation } = one;
  return {
    caseId: one.caseId,
    number: one.number,
    client: { id: one.clientId, name: one.clientName },
    dueOn: one.dueOn,
    paidOn: one.paidOn,
    daysLate: one.daysLate,
    interest: interest && moneyOf(interest.minor, interest.currency),
    compensation: compensation && moneyOf(compensation.minor, compensation.currency),
    waived: [...one.waived],
    notes: one.noted.map(noteOf),
    blockedBy: one.blockedBy,
  };
}

function noteOf({
  noteId,
  number,
  isPaid,
  currency,
  interestMinor,
  compensationMinor,
}: PaidLate['noted'][number]): LateChargeNote {
  const amount = moneyOf(interestMinor + (compensationMinor ?? 0n), currency);
  return { id: noteId, number, isPaid, amount };
}

function cursorOf({ closedOn, caseId }: After): string {
  return encodeCursor([closedOn, caseId]);
}

function afterOf(cursor: string | undefined): After | null {
  if (cursor === undefined) return null;
  const [closedOn, caseId] = decodeCursor(cursor, 2) as [string, string];
  if (!isLocalDate(closedOn) || !/^[0-9a-f-]{36}$/.test(caseId)) throw invalid();
  return { closedOn, caseId };
}
