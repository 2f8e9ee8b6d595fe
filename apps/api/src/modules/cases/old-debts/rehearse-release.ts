import { Injectable } from '@nestjs/common';

import { addDays, type LocalDate, localDate } from '@invoicetracker/calendar';
import { type SimulatedNotice, simulateRuns } from '@invoicetracker/dunning';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Rehearsal } from '../../../platform/tenancy/rehearsal.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { type CaseToDecide, readAllFacts } from '../case-facts.reader.js';
import { lockEntry } from './decide-old-debts.js';
import type { OldDebtChoice } from './old-debts.dto.js';
import { readSendingRulesFor } from '../sending-rules.reader.js';
import { writeChoices } from './write-choices.js';

/** Days a calendar looks ahead. */
const DAYS = 60;

export type ForeseenNotice = SimulatedNotice<CaseToDecide>;

/** What would be sent if old debts were let in by some choices. */
export interface Foreseen {
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** All that leaves within the days and speaks of the connection's cases, in its order. */
  readonly notices: readonly (ForeseenNotice & { readonly leavesOn: LocalDate })[];
  /** The connection's cases that none of them speaks of. */
  readonly silent: readonly CaseToDecide[];
}

/**
 * Decides for real, looks at what the daily runs of the next days would then do, and takes the decision
 * back: the facts are read by the very statement the runs use, so there is no second copy of any rule.
 * What is to be answered about the provider's own reminders is taken for answered.
 */
@Injectable()
export class RehearseRelease {
  constructor(
    private readonly rehearsal: Rehearsal,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound, Invalid `old-debt-choices`, or DomainError `first-sync-unfinished` */
  execute(
    scope: AccountScope,
    connectionId: string,
    choices: readonly OldDebtChoice[],
  ): Promise<Foreseen> {
    return this.rehearsal.undone(scope, async (tx) => {
      await lockEntry(tx, scope, connectionId);
      await writeChoices(tx, scope, connectionId, choices);
      await answerEverything(tx, scope, connectionId, this.clock.wallNow());
      const today = localDate(await this.day.today(tx, scope));
      return foresee(tx, scope, connectionId, today);
    });
  }
}

async function answerEverything(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
  now: Date,
): Promise<void> {
  const place = [scope.accountId, connectionId];
  await tx.execute(
    'update connection_entries set decided_at = $3 where account_id = $1 and connection_id = $2',
    [...place, now],
  );
  await tx.execute(
    'update own_reminders set is_question_open = false where account_id = $1 and connection_id = $2',
    place,
  );
  await tx.execute(
    'update client_own_reminders set answered_at = $3 where account_id = $1 and connection_id = $2 and answered_at is null',
    [...place, now],
  );
}

async function foresee(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
  today: LocalDate,
): Promise<Foreseen> {
  const cases = await readAllFacts(tx, scope.accountId, today);
  const { rules, from } = await readSendingRulesFor(tx, scope.accountId, today, cases);
  const notices = simulateRuns(cases, rules, from, DAYS)
    .filter(leaves)
    .filter((notice) => notice.cases.some(({ case: one }) => one.connectionId === connectionId));
  const heardOf = new Set(
    notices.flatMap((notice) => notice.cases.map(({ case: one }) => one.caseId)),
  );
  const silent = cases.filter(
    (one) => one.connectionId === connectionId && !heardOf.has(one.caseId),
  );
  return { from, until: addDays(from, DAYS - 1), notices, silent };
}

/** True of what leaves within the days looked at. */
export function leaves(notice: ForeseenNotice): notice is ForeseenNotice & { leavesOn: LocalDate } {
  return notice.leavesOn !== null;
}
