import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { endHolds, type HoldsToEnd } from '../contract/end-holds.js';
import { type HoldSubject, putOnHold } from '../contract/put-on-hold.js';
import type { Moment } from '../contract/moment.js';

/** Stops the reminders of a case, a client or the account until a day, or until somebody takes it back. */
@Injectable()
export class HoldReminders {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws Invalid `hold-in-the-past`, NotFound, or DomainError `case-closed` */
  hold(
    scope: AccountScope,
    subject: HoldSubject,
    stop: { reason: string; until: string | null },
  ): Promise<void> {
    return this.at(scope, async (tx, at) => {
      await putOnHold(tx, scope, at, subject, { code: 'stop', ...stop });
    });
  }

  /** The cases go on where they stood. Nothing happens where nobody has stopped them. */
  release(scope: AccountScope, subject: HoldSubject): Promise<void> {
    return this.at(scope, async (tx, at) => {
      await requireSubject(tx, scope, subject);
      const subjectId = subject.kind === 'account' ? scope.accountId : subject.id;
      await endHolds(tx, scope, at, { subjectIds: [subjectId], codes: ['stop', 'reply'] });
    });
  }

  /** @returns how many were in force */
  releaseMany(scope: AccountScope, which: HoldsToEnd): Promise<number> {
    return this.at(scope, async (tx, at) => (await endHolds(tx, scope, at, which)).length);
  }

  private at<T>(
    scope: AccountScope,
    work: (tx: Transaction, at: Moment) => Promise<T>,
  ): Promise<T> {
    return this.tenancy.inAccount(scope, async (tx) =>
      work(tx, { now: this.clock.now(), today: await this.day.today(tx, scope) }),
    );
  }
}

async function requireSubject(
  tx: Transaction,
  scope: AccountScope,
  subject: HoldSubject,
): Promise<void> {
  if (subject.kind === 'account') return;
  const table = subject.kind === 'case' ? 'cases' : 'clients';
  const found = await tx.one(`select 1 from ${table} where account_id = $1 and id = $2`, [
    scope.accountId,
    subject.id,
  ]);
  if (found === undefined) throw new NotFound(subject.kind);
}
