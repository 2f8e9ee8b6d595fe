import { heldAs, type HoldCode } from '@invoicetracker/dunning';

import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, Invalid, NotFound } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { recordHeld } from '../evaluations/record-answers.js';
import { dropFromAwaiting } from './drop-from-awaiting.js';
import type { Moment } from './moment.js';

/** What is stopped: one case, all of a client, or everything of the account. */
export type HoldSubject =
  | { readonly kind: 'case'; readonly id: string }
  | { readonly kind: 'client'; readonly id: string }
  | { readonly kind: 'account' };

export interface HoldRequest {
  readonly code: HoldCode;
  /** in somebody's own words */
  readonly reason: string;
  /** the day reminders go on by themselves, `YYYY-MM-DD`; null waits until somebody takes it back */
  readonly until: string | null;
  /** what a message about the hold names, e.g. `{ replyId }` */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/**
 * Stops reminders, in the caller's transaction: what is being sent is stopped by the last look before it
 * leaves. One hold of a kind lasts for a subject; a newer one takes its place.
 *
 * @returns the hold's id
 * @throws Invalid `hold-in-the-past`, NotFound, or DomainError `case-closed`
 */
export async function putOnHold(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  subject: HoldSubject,
  hold: HoldRequest,
): Promise<string> {
  if (hold.until !== null && hold.until <= at.today) throw inThePast(at.today);
  await lockSubject(tx, scope, subject);
  const before = await replace(tx, scope, at, subject, hold.code);
  const row = await tx.one<{ id: string }>(
    `insert into holds (account_id, subject, case_id, client_id, code, reason, until, facts, created_by, created_at, created_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      scope.accountId,
      subject.kind,
      subject.kind === 'case' ? subject.id : null,
      subject.kind === 'client' ? subject.id : null,
      hold.code,
      hold.reason,
      hold.until,
      JSON.stringify(hold.facts ?? {}),
      actingUser(scope),
      at.now,
      at.today,
    ],
  );
  await dropFromAwaiting(tx, scope, at);
  await pauseCases(tx, scope, at, row!.id, subject, hold);
  // A promise or a dispute says by itself that it came.
  if (hold.code === 'stop' || hold.code === 'reply') {
    await tell(tx, scope, at, row!.id, subject, hold);
    await audit(tx, scope, at.now, {
      action: `${subject.kind}.held`,
      objectKind: subject.kind,
      objectId: subject.kind === 'account' ? scope.accountId : subject.id,
      before,
      after: { reason: hold.reason, until: hold.until },
    });
  }
  return row!.id;
}

/** The subject's row is locked: of two people who stop it at the same time the second replaces the first. */
async function lockSubject(
  tx: Transaction,
  scope: AccountScope,
  subject: HoldSubject,
): Promise<void> {
  if (subject.kind === 'account') {
    await tx.one('select 1 from accounts where id = $1 for no key update', [scope.accountId]);
    return;
  }
  if (subject.kind === 'client') {
    const client = await tx.one(
      'select 1 from clients where account_id = $1 and id = $2 for no key update',
      [scope.accountId, subject.id],
    );
    if (client === undefined) throw new NotFound('client');
    return;
  }
  const found = await tx.one<{ state: string }>(
    'select state from cases where account_id = $1 and id = $2 for update',
    [scope.accountId, subject.id],
  );
  if (found === undefined) throw new NotFound('case');
  if (found.state === 'closed')
    throw new DomainError(
      'conflict',
      'case-closed',
      'This case is closed; there is nothing to hold.',
    );
}

async function replace(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  subject: HoldSubject,
  code: HoldCode,
): Promise<{ reason: string; until: string | null } | undefined> {
  return tx.one<{ reason: string; until: string | null }>(
    `update holds set ended_at = $4, ended_on = $5, ended_by = $6, ended_how = 'replaced'
      where account_id = $1 and subject_id = $2 and code = $3 and ended_at is null returning reason, until`,
    [
      scope.accountId,
      subject.kind === 'account' ? scope.accountId : subject.id,
      code,
      at.now,
      at.today,
      actingUser(scope),
    ],
  );
}

/** The cases say at once what they wait for, where nothing stops them for longer. For a whole account only those that waited for a later day move. */
async function pauseCases(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  holdId: string,
  subject: HoldSubject,
  hold: HoldRequest,
): Promise<void> {
  const reason = heldAs(hold.code);
  if (subject.kind === 'account') {
    await tx.execute(
      `update case_schedule set next_on = least(next_on, coalesce($2::date, $3::date + 1)) where account_id = $1 and reason = $4`,
      [scope.accountId, hold.until, at.today, reason],
    );
    return;
  }
  await tx.execute(
    `update case_schedule s set reason = $5, next_on = coalesce($3::date, $4::date + 1)
       from held_cases($1, array[$2]::uuid[]) c cross join lateral case_hold($1, c.case_id, c.client_id) longest
      where s.account_id = $1 and s.case_id = c.case_id and longest.hold_id = c.hold_id`,
    [scope.accountId, holdId, hold.until, at.today, reason],
  );
  // the hold of a plan of instalments is no limit to what stops its reminders: the next run decides anew
  await tx.execute(
    `update case_schedule s set next_on = least(s.next_on, $3::date)
       from held_cases($1, array[$2]::uuid[]) c
      where s.account_id = $1 and s.case_id = c.case_id and exists (select 1 from awaited_instalment($1, c.case_id))`,
    [scope.accountId, holdId, at.today],
  );
  await recordHeld(tx, scope, at, { id: holdId, code: reason, until: hold.until });
}

async function tell(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  holdId: string,
  subject: HoldSubject,
  hold: HoldRequest,
): Promise<void> {
  await tx.execute(
    `insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
     select $1, c.case_id, $3, $4, 'held', $5, $6 from held_cases($1, array[$2]::uuid[]) c`,
    [
      scope.accountId,
      holdId,
      at.now,
      at.today,
      actingUser(scope),
      JSON.stringify({
        code: hold.code,
        subject: subject.kind,
        reason: hold.reason,
        until: hold.until,
      }),
    ],
  );
}

function inThePast(today: string): Invalid {
  return new Invalid('hold-in-the-past', 'A hold ends on a later day than today.', [
    { field: 'until', code: 'hold-in-the-past', message: `must be later than ${today}` },
  ]);
}
