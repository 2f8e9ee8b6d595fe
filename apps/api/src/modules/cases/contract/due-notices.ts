import { localDate } from '@invoicetracker/calendar';
import { openOn } from '@invoicetracker/dunning';
import { type Money, subtract } from '@invoicetracker/money';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { readComingFacts, readDueFacts } from '../case-facts.reader.js';
import { decideDueCases } from '../decide-due-cases.js';
import { readSendingRulesFor } from '../sending-rules.reader.js';

/** A notice that the next run would plan. */
export interface DueNotice {
  readonly clientId: string;
  readonly clientName: string;
  readonly audience: 'client' | 'staff';
  readonly channel: 'email' | 'letter' | 'task';
  readonly stageKey: string;
  readonly stagePosition: number;
  readonly senderKind: 'normal' | 'escalated';
  readonly language: string;
  readonly cases: readonly {
    readonly caseId: string;
    readonly stageKey: string;
    readonly stagePosition: number;
    readonly cycle: number;
    /** what is asked for: the balance less what the client has in hand for it */
    readonly asked: Money;
  }[];
}

/**
 * What the daily run would plan on a day. Nothing is written.
 *
 * @param limit how many clients are looked at; `isTruncated` says whether there are more
 */
export async function dueNotices(
  tx: Transaction,
  scope: AccountScope,
  asOf: string,
  limit: number,
): Promise<{ groups: DueNotice[]; isTruncated: boolean }> {
  const day = localDate(asOf);
  const cases = await readDueFacts(tx, scope.accountId, day, null, limit + 1);
  const clients = [...new Set(cases.map((one) => one.clientId))];
  const isTruncated = clients.length > limit;
  const shown = isTruncated ? cases.filter((one) => one.clientId !== clients.at(-1)) : cases;
  const { rules } = await readSendingRulesFor(tx, scope.accountId, day, shown);
  const coming = await readComingFacts(tx, scope.accountId, day, shown);
  const { notices } = decideDueCases(shown, coming, day, rules);
  const groups = notices.map(({ cases: covered, ...notice }) => ({
    ...notice,
    cases: covered.map(({ case: one, stage }) => ({
      caseId: one.caseId,
      stageKey: stage.key,
      stagePosition: stage.position,
      cycle: one.cycle,
      asked: subtract(openOn(one.facts, day), one.facts.credited),
    })),
  }));
  return { groups, isTruncated };
}
