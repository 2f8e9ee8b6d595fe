import type { Transaction } from '../../../platform/database/transaction.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { putOnHold } from '../contract/put-on-hold.js';
import type { Moment } from '../contract/moment.js';

/** What a promise has become. */
export interface JudgedPromise {
  readonly id: string;
  readonly caseId: string;
  readonly invoiceId: string;
  /** it has several instalments */
  readonly isPlan: boolean;
  readonly note: string;
  readonly state: 'open' | 'kept' | 'part-kept' | 'broken' | 'void';
  readonly receivedMinor: bigint;
  /** the instalment awaited, or the one that was missed */
  readonly nextOn: string;
  /** null keeps what is known */
  readonly nextMinor: bigint | null;
  readonly breaksOn: string | null;
}

/** Writes what promises have become, with the history of their cases; the holds of those still open follow. */
export async function writeJudged(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  judged: readonly JudgedPromise[],
): Promise<void> {
  await tx.execute(WRITE, [
    scope.accountId,
    judged.map(({ id }) => id),
    judged.map(({ state }) => state),
    judged.map(({ receivedMinor }) => receivedMinor),
    judged.map(({ nextOn }) => nextOn),
    judged.map(({ nextMinor }) => nextMinor),
    judged.map(({ breaksOn }) => breaksOn),
    at.today,
    at.now,
    actingUser(scope),
  ]);
  for (const one of judged) {
    if (one.state !== 'open') continue;
    await putOnHold(
      tx,
      scope,
      at,
      { kind: 'case', id: one.caseId },
      {
        code: 'promise',
        reason: one.note,
        until: one.breaksOn,
        facts: { promiseId: one.id, on: one.nextOn },
      },
    );
  }
}

const WRITE = `
with given as (
  select * from unnest($2::uuid[], $3::text[], $4::bigint[], $5::date[], $6::bigint[], $7::date[])
    as g(id, state, received_minor, next_on, next_minor, breaks_on)
), before as (
  select p.id, p.case_id, p.state, p.received_minor from promises p join given using (id) where p.account_id = $1
), written as (
  update promises p
     set state = g.state, received_minor = g.received_minor, next_on = g.next_on, next_minor = coalesce(g.next_minor, p.next_minor),
         breaks_on = coalesce(g.breaks_on, p.breaks_on), ended_on = case when g.state = 'open' then null else $8::date end
    from given g where p.account_id = $1 and p.id = g.id
)
insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
select $1, b.case_id, $9, $8,
       case g.state when 'open' then case when b.state = 'kept' then 'promise_reopened' else 'promise_paid_in_part' end
                    when 'part-kept' then 'promise_part_kept' else 'promise_' || g.state end,
       $10::uuid, jsonb_build_object('promiseId', g.id, 'receivedMinor', g.received_minor::text, 'on', g.next_on)
  from given g join before b using (id)
 where g.state in ('kept', 'part-kept', 'broken') or g.state = 'open' and (b.state = 'kept' or g.received_minor > b.received_minor)`;
