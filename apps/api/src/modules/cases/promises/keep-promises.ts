import { Injectable } from '@nestjs/common';

import { InvalidAmount, parseAmount } from '@invoicetracker/money';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid, NotFound } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { dropFromAwaiting } from '../contract/drop-from-awaiting.js';
import { endHolds } from '../contract/end-holds.js';
import { type PromisedInstalment, recordPromise } from '../contract/record-promise.js';

/** An instalment as somebody has typed it: decimal text in the currency of the invoice. */
export interface TypedInstalment {
  readonly on: string;
  readonly amount: string;
}

/** Writes down what clients promise, and takes it back where it was a mistake. */
@Injectable()
export class KeepPromises {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound, DomainError `case-closed`, or Invalid naming the instalment */
  record(
    scope: AccountScope,
    caseId: string,
    promise: { instalments: readonly TypedInstalment[]; note: string; graceDays: number },
  ): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      const currency = await currencyOf(tx, scope, caseId);
      const instalments = promise.instalments.map((one, index) => typed(one, index, currency));
      await recordPromise(tx, scope, at, caseId, {
        instalments,
        source: 'person',
        note: promise.note,
        graceDays: promise.graceDays,
      });
    });
  }

  /**
   * Takes promises back as if they had not been made: they count neither as kept nor as broken.
   *
   * @returns how many were open
   */
  withdraw(scope: AccountScope, promiseIds: readonly string[]): Promise<number> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      const withdrawn = await tx.query<{ id: string; case_id: string }>(
        `with ended as (
           update promises set state = 'withdrawn', ended_on = $3
            where account_id = $1 and id = any ($2::uuid[]) and state = 'open' returning id, case_id
         ), told as (
           insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
           select $1, case_id, $4, $3, 'promise_withdrawn', $5, jsonb_build_object('promiseId', id) from ended
         )
         select id, case_id from ended`,
        [scope.accountId, promiseIds, at.today, at.now, actingUser(scope)],
      );
      const subjectIds = withdrawn.map(({ case_id }) => case_id);
      await endHolds(tx, scope, at, { subjectIds, codes: ['promise'] });
      if (withdrawn.length > 0) await dropFromAwaiting(tx, scope, at);
      for (const { id, case_id } of withdrawn) {
        await audit(tx, scope, at.now, {
          action: 'promise.withdrawn',
          objectKind: 'case',
          objectId: case_id,
          before: { promiseId: id },
          after: null,
        });
      }
      return withdrawn.length;
    });
  }
}

async function currencyOf(tx: Transaction, scope: AccountScope, caseId: string): Promise<string> {
  const found = await tx.one<{ currency: string }>(
    'select currency from cases where account_id = $1 and id = $2',
    [scope.accountId, caseId],
  );
  if (found === undefined) throw new NotFound('case');
  return found.currency;
}

function typed(one: TypedInstalment, index: number, currency: string): PromisedInstalment {
  try {
    return { on: one.on, amountMinor: parseAmount(one.amount, currency).minor };
  } catch (error) {
    if (!(error instanceof InvalidAmount)) throw error;
    const field = `instalments.${index}.amount`;
    const message = `must be an amount in ${currency}`;
    throw new Invalid('amount-malformed', `The field ${field} ${message}.`, [
      { field, code: 'amount-malformed', message },
    ]);
  }
}
