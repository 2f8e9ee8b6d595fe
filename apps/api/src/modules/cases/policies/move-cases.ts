import type { Transaction } from '../../../platform/database/transaction.js';
import type { Reach } from './wanted-change.js';

const REACHED: Record<Reach['kind'], string> = {
  everybody: '$2::uuid is null',
  policy: 'c.policy_id = $2::uuid',
  client: 'c.client_id = $2::uuid',
  invoice: 'c.invoice_id = $2::uuid',
  group: `c.client_id in (select m.client_id from client_group_members m where m.account_id = $1 and m.group_id = $2::uuid)`,
};

/**
 * Active cases that would have to move for a change to hold for them too: to the new version of the policy
 * they run on, or to the policy that is nearest to them now.
 */
function toMove(reach: Reach): string {
  const target =
    reach.kind === 'policy' ? 'c.policy_id' : 'policy_for($1, c.client_id, c.invoice_id)';
  const isElsewhere =
    reach.kind === 'policy' ? 'c.policy_version <> t.current_version' : 'c.policy_id <> t.id';
  return `
    select c.id as case_id, c.client_id, c.due_on, c.policy_id as from_policy_id, c.policy_version as from_version,
           t.id as to_policy_id, t.current_version as to_version
      from cases c join policies t on t.account_id = c.account_id and t.id = ${target}
     where c.account_id = $1 and c.state = 'active' and ${REACHED[reach.kind]} and ${isElsewhere}`;
}

export interface CaseToMove {
  readonly caseId: string;
  readonly policy_id: string;
  readonly policy_version: number;
}

/** The first of those cases by due date, each with where it would go, and how many there are. */
export async function casesToMove(
  tx: Transaction,
  accountId: string,
  reach: Reach,
  limit: number,
): Promise<{ cases: CaseToMove[]; count: number }> {
  const place = [accountId, idOf(reach)];
  const all = await tx.one<{ count: number }>(
    `select count(*)::int as count from (${toMove(reach)}) m`,
    place,
  );
  const cases = await tx.query<CaseToMove>(
    `select m.case_id as "caseId", m.to_policy_id as policy_id, m.to_version as policy_version
       from (${toMove(reach)}) m order by m.due_on, m.case_id limit $3`,
    [...place, limit],
  );
  return { cases, count: all!.count };
}

/** Moves those cases, keeps from where, and has the next daily run decide them anew. @returns how many */
export async function moveCases(
  tx: Transaction,
  accountId: string,
  reach: Reach,
  changeId: string,
  today: string,
): Promise<number> {
  const row = await tx.one<{ moved: number }>(
    `with wanted as materialized (${toMove(reach)}
     ), kept as (
       insert into policy_change_cases (account_id, change_id, case_id, from_policy_id, from_version, to_policy_id, to_version)
       select $1, $3, case_id, from_policy_id, from_version, to_policy_id, to_version from wanted
     ), moved as (
       update cases c set policy_id = w.to_policy_id, policy_version = w.to_version
         from wanted w where c.account_id = $1 and c.id = w.case_id
       returning c.id, c.client_id
     ), looked_at_again as (${lookAgain('$4')})
     select count(*)::int as moved from moved`,
    [accountId, idOf(reach), changeId, today],
  );
  return row!.moved;
}

/** Puts the cases a change moved back to where they were, if they are still where it put them. */
export async function moveBack(
  tx: Transaction,
  accountId: string,
  changeId: string,
  today: string,
): Promise<number> {
  const row = await tx.one<{ moved: number }>(
    `with moved as (
       update cases c set policy_id = k.from_policy_id, policy_version = k.from_version
         from policy_change_cases k
        where k.account_id = $1 and k.change_id = $2 and c.account_id = $1 and c.id = k.case_id and c.state = 'active'
          and c.policy_id = k.to_policy_id and c.policy_version = k.to_version
       returning c.id, c.client_id
     ), looked_at_again as (${lookAgain('$3')})
     select count(*)::int as moved from moved`,
    [accountId, changeId, today],
  );
  return row!.moved;
}

/** Days may have moved nearer, and finished plans may have a stage more. */
function lookAgain(today: string): string {
  return `
    insert into case_schedule (account_id, case_id, client_id, next_on, reason)
    select $1, id, client_id, ${today}::date, 'policy-changed' from moved
    on conflict (account_id, case_id) do update set next_on = least(case_schedule.next_on, excluded.next_on), reason = excluded.reason`;
}

function idOf(reach: Reach): string | null {
  return reach.kind === 'everybody' ? null : reach.id;
}
