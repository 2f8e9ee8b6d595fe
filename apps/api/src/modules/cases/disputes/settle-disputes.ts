import { Injectable } from '@nestjs/common';

import { InvalidAmount, parseAmount } from '@invoicetracker/money';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid, NotFound } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { endHolds } from '../contract/end-holds.js';
import type { Moment } from '../contract/moment.js';
import { putOnHold } from '../contract/put-on-hold.js';
import { type DisputeReason, raiseDispute } from '../contract/raise-dispute.js';
import { judgeDisputesOf } from './judge-disputes.js';

/** Accepted: a credit note is expected. Rejected: reminders go on. Withdrawn: the client no longer contests it. */
export type DisputeDecision = 'accepted' | 'rejected' | 'withdrawn';

/** Writes down what clients contest, and what is decided about it. */
@Injectable()
export class SettleDisputes {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /**
   * @param dispute `amount`: decimal text in the currency of the invoice; null contests all that is open
   * @throws NotFound, Invalid naming the field, or DomainError `case-closed`, `dispute-open`
   */
  raise(
    scope: AccountScope,
    caseId: string,
    dispute: { reason: DisputeReason; text: string; amount: string | null },
  ): Promise<void> {
    return this.at(scope, async (tx, at) => {
      const amountMinor = await typedAmount(tx, scope, caseId, dispute.amount);
      const { reason, text } = dispute;
      await raiseDispute(tx, scope, at, caseId, { reason, text, amountMinor, source: 'person' });
    });
  }

  /**
   * Decides disputes. One that was accepted may still be rejected or withdrawn, because the credit note
   * never came; what has ended is left alone.
   *
   * @returns how many were decided
   */
  decide(
    scope: AccountScope,
    disputeIds: readonly string[],
    decision: DisputeDecision,
    note: string,
  ): Promise<number> {
    return this.at(scope, async (tx, at) => {
      const decided = await tx.query<Decided>(DECIDE, [
        scope.accountId,
        disputeIds,
        decision,
        note,
        at.today,
        actingUser(scope),
        at.now,
      ]);
      const subjectIds = decided.map(({ case_id }) => case_id);
      const codes = ['dispute', 'credit-expected'] as const;
      await endHolds(tx, scope, at, { subjectIds, codes }, 'settled');
      if (decision === 'accepted') await awaitCredit(tx, scope, at, decided, note);
      for (const { id, case_id } of decided) {
        await audit(tx, scope, at.now, {
          action: 'dispute.decided',
          objectKind: 'case',
          objectId: case_id,
          after: { disputeId: id, decision, note },
        });
      }
      return decided.length;
    });
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

interface Decided {
  readonly id: string;
  readonly case_id: string;
  readonly invoice_id: string;
  readonly is_all: boolean;
}

const DECIDE = `
with decided as (
  update disputes d
     set state = $3, decision_note = $4, decided_on = $5, decided_by = $6, ended_on = case when $3 = 'accepted' then null else $5::date end
    from cases c
   where d.account_id = $1 and d.id = any ($2::uuid[]) and c.account_id = d.account_id and c.id = d.case_id
     and (d.state = 'open' or d.state = 'accepted' and $3 <> 'accepted')
  returning d.id, d.case_id, d.is_all, c.invoice_id
), told as (
  insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
  select $1, case_id, $7, $5, 'dispute_' || $3, $6, jsonb_build_object('disputeId', id, 'note', $4::text) from decided
)
select * from decided`;

/** Until the credit note is here, which it may be already; for a part only where nothing is left beside it. */
async function awaitCredit(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  decided: readonly Decided[],
  note: string,
): Promise<void> {
  for (const { id, case_id, is_all } of decided) {
    if (!is_all) continue;
    const hold = { code: 'credit-expected', reason: note, until: null } as const;
    const subject = { kind: 'case', id: case_id } as const;
    await putOnHold(tx, scope, at, subject, { ...hold, facts: { disputeId: id } });
  }
  await judgeDisputesOf(
    tx,
    scope,
    at,
    decided.map(({ invoice_id }) => invoice_id),
  );
}

async function typedAmount(
  tx: Transaction,
  scope: AccountScope,
  caseId: string,
  amount: string | null,
): Promise<bigint | null> {
  if (amount === null) return null;
  const found = await tx.one<{ currency: string }>(
    'select currency from cases where account_id = $1 and id = $2',
    [scope.accountId, caseId],
  );
  if (found === undefined) throw new NotFound('case');
  try {
    return parseAmount(amount, found.currency).minor;
  } catch (error) {
    if (!(error instanceof InvalidAmount)) throw error;
    const message = `must be an amount in ${found.currency}`;
    throw new Invalid('amount-malformed', `The field amount ${message}.`, [
      { field: 'amount', code: 'amount-malformed', message },
    ]);
  }
}
