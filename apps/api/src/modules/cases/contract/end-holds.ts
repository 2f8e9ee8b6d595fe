import { heldAs, type HoldCode } from '@invoicetracker/dunning';

import type { Transaction } from '../../../platform/database/transaction.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import type { Moment } from './moment.js';

export interface EndedHold {
  readonly id: string;
  readonly subject: 'case' | 'client' | 'account';
  readonly subjectId: string;
  readonly code: HoldCode;
  readonly reason: string;
  readonly until: string | null;
}

/** Which holds: by their ids (never one of the whole account), or those of some kinds of subjects (cases, clients, the account's own id). */
export type HoldsToEnd =
  | { readonly ids: readonly string[] }
  | { readonly subjectIds: readonly string[]; readonly codes: readonly HoldCode[] };

/**
 * Ends holds that somebody takes back, in the caller's transaction. The cases go on where they stood: what
 * is due by now is caught up one stage at a time. Holds that are over already are left alone, and so are
 * those of a promise or a dispute, unless their code is named: they end with what they are for.
 */
export async function endHolds(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  which: HoldsToEnd,
  how: 'taken-back' | 'settled' = 'taken-back',
): Promise<EndedHold[]> {
  const isByIds = 'ids' in which;
  const ended = await tx.query<EndedHold>(
    `update holds set ended_at = $4, ended_on = $5, ended_by = $6, ended_how = $7
      where account_id = $1 and ${isByIds ? "subject <> 'account' and id = any ($2::uuid[])" : 'subject_id = any ($2::uuid[])'} and code = any ($3::text[]) and ended_at is null
     returning id, subject, subject_id as "subjectId", code, reason, until`,
    [
      scope.accountId,
      isByIds ? which.ids : which.subjectIds,
      isByIds ? ['stop', 'reply'] : which.codes,
      at.now,
      at.today,
      actingUser(scope),
      how,
    ],
  );
  if (ended.length === 0) return ended;
  await goOn(tx, scope, at, ended);
  const told = ended.filter(({ code }) => code === 'stop' || code === 'reply');
  await tellOf(tx, scope, at, told, 'released');
  for (const hold of told) {
    await audit(tx, scope, at.now, {
      action: `${hold.subject}.released`,
      objectKind: hold.subject,
      objectId: hold.subjectId,
      before: { reason: hold.reason, until: hold.until },
      after: null,
    });
  }
  return ended;
}

/** The next run decides the cases anew; one that another hold still stops is paused again by it. */
async function goOn(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  ended: readonly EndedHold[],
): Promise<void> {
  await tx.execute(
    `insert into case_schedule (account_id, case_id, client_id, next_on, reason)
     select $1, c.case_id, min(c.client_id::text)::uuid, $3, 'released' from held_cases($1, $2) c group by c.case_id
     on conflict (account_id, case_id) do update set next_on = excluded.next_on, reason = excluded.reason`,
    [scope.accountId, ended.map(({ id }) => id), at.today],
  );
  const ofAccount = ended.filter(({ subject }) => subject === 'account');
  if (ofAccount.length === 0) return;
  await tx.execute(
    `update case_schedule set next_on = $2, reason = 'released' where account_id = $1 and reason = any ($3::text[])`,
    [scope.accountId, at.today, ofAccount.map(({ code }) => heldAs(code))],
  );
}

/** Writes into the history of every case that holds speak of that they are over. */
export async function tellOf(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  ended: readonly Pick<EndedHold, 'id'>[],
  kind: 'released' | 'hold_ended',
): Promise<void> {
  if (ended.length === 0) return;
  await tx.execute(
    `insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
     select $1, c.case_id, $3, $4, $6, $5, jsonb_build_object('code', h.code, 'subject', h.subject)
       from held_cases($1, $2) c join holds h on h.account_id = $1 and h.id = c.hold_id`,
    [scope.accountId, ended.map(({ id }) => id), at.now, at.today, actingUser(scope), kind],
  );
}
