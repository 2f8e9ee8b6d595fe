import { Injectable } from '@nestjs/common';

import { addDays, isBefore, type LocalDate, localDate } from '@invoicetracker/calendar';
import { calendarOf } from '@invoicetracker/dunning';
import { sumByCurrency } from '@invoicetracker/money';

import { Clock } from '../../../platform/clock/clock.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Rehearsal } from '../../../platform/tenancy/rehearsal.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { type CaseToDecide, readFacts } from '../case-facts.reader.js';
import { readPoliciesOf } from '../dunning-policy.reader.js';
import { readSendingRulesFor } from '../sending-rules.reader.js';
import { casesToMove } from './move-cases.js';
import { type NextStep, nextStepOf } from './next-step.js';
import type { EffectRow, PolicyEffect } from './policy-effect.dto.js';
import type { WantedChange } from './wanted-change.js';
import { writeChange } from './write-change.js';

/** Cases a preview looks at, and how many of those that change it shows. */
const LOOKED_AT = 10_000;
const ROWS = 200;

interface Effect {
  readonly case: CaseToDecide;
  readonly before: NextStep;
  readonly after: NextStep;
}

/**
 * Says which running cases a change would move, and what that does to the next step of each. The change is
 * written for real and taken back, so that there is no second copy of what decides which policy holds.
 */
@Injectable()
export class ForeseeChange {
  constructor(
    private readonly rehearsal: Rehearsal,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound, or Invalid `policy-does-not-hold` naming each field */
  execute(scope: AccountScope, wanted: WantedChange): Promise<PolicyEffect> {
    return this.rehearsal.undone(scope, async (tx) => {
      const { reach } = await writeChange(tx, scope, this.clock.wallNow(), wanted);
      const { cases, count } = await casesToMove(tx, scope.accountId, reach, LOOKED_AT);
      const policyOf = await readPoliciesOf(tx, scope.accountId, cases);
      const target = new Map(cases.map((one) => [one.caseId, policyOf(one)]));
      const today = localDate(await this.day.today(tx, scope));
      const facts = await readFacts(tx, scope.accountId, today, [...target.keys()]);
      const { rules } = await readSendingRulesFor(tx, scope.accountId, today, facts);
      const effects = facts.map((one) => {
        const calendar = calendarOf(rules, one.clientId);
        return {
          case: one,
          before: nextStepOf(one.facts, one.policy, today, calendar),
          after: nextStepOf(one.facts, target.get(one.caseId)!, today, calendar),
        };
      });
      return { cases: count, lookedAt: facts.length, ...counted(effects, today) };
    });
  }
}

function counted(
  effects: readonly Effect[],
  today: LocalDate,
): Omit<PolicyEffect, 'cases' | 'lookedAt'> {
  const changed = effects.filter(({ before, after }) => !isSame(before, after));
  const steps = changed.filter(({ before, after }) => before.stageKey === after.stageKey);
  const count = (cases: readonly Effect[], holds: (effect: Effect) => boolean): number =>
    cases.filter(holds).length;
  const isDue = ({ on }: NextStep): boolean => on !== null && isBefore(on, addDays(today, 2));
  return {
    unchanged: effects.length - changed.length,
    sooner: count(steps, ({ before, after }) => isEarlier(after.on, before.on)),
    later: count(steps, ({ before, after }) => isEarlier(before.on, after.on)),
    otherStage: count(
      changed,
      ({ before, after }) => after.stageKey !== null && before.stageKey !== after.stageKey,
    ),
    nothingMore: count(changed, ({ after }) => after.stageKey === null),
    dueAtNextRun: count(changed, ({ before, after }) => isDue(after) && !isDue(before)),
    totals: sumByCurrency(changed.map((effect) => effect.case.facts.balance)).map((sum) =>
      moneyOf(sum.minor, sum.currency),
    ),
    rows: changed.slice(0, ROWS).map(rowOf),
  };
}

function isSame(one: NextStep, other: NextStep): boolean {
  return one.stageKey === other.stageKey && one.on === other.on && one.reason === other.reason;
}

function isEarlier(one: LocalDate | null, other: LocalDate | null): boolean {
  return one !== null && other !== null && isBefore(one, other);
}

function rowOf({ case: one, before, after }: Effect): EffectRow {
  return {
    caseId: one.caseId,
    number: one.number,
    client: { id: one.clientId, name: one.clientName },
    amount: moneyOf(one.facts.balance.minor, one.facts.balance.currency),
    before,
    after,
  };
}
