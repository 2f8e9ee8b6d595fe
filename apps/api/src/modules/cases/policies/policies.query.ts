import { Injectable } from '@nestjs/common';

import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { AssignmentView } from './policy-assignments.dto.js';
import type { PolicyChangeView } from './policy-changes.dto.js';
import type { PolicyRow, PolicyView } from './policies.dto.js';
import { readPolicyView } from './policy-view.js';

/** Changes shown; older ones are in the audit trail. */
const CHANGES = 50;

/** The account's policies, whom they are for, and what was changed about them. */
@Injectable()
export class PoliciesQuery {
  constructor(private readonly tenancy: Tenancy) {}

  list(scope: AccountScope): Promise<PolicyRow[]> {
    return this.tenancy.inAccount(scope, (tx) => tx.query<PolicyRow>(POLICIES, [scope.accountId]));
  }

  /** @throws NotFound */
  show(scope: AccountScope, policyId: string): Promise<PolicyView> {
    return this.tenancy.inAccount(scope, (tx) => readPolicyView(tx, scope.accountId, policyId));
  }

  assignments(scope: AccountScope): Promise<AssignmentView[]> {
    return this.tenancy.inAccount(scope, (tx) =>
      tx.query<AssignmentView>(ASSIGNMENTS, [scope.accountId]),
    );
  }

  changes(scope: AccountScope): Promise<PolicyChangeView[]> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const rows = await tx.query<ChangeRow>(RECENT_CHANGES, [scope.accountId, CHANGES]);
      const newest = rows.find((row) => row.undoneAt === null);
      return rows.map((row) => ({
        ...row,
        madeAt: row.madeAt.toISOString(),
        undoneAt: row.undoneAt?.toISOString() ?? null,
        isUndoable: row === newest,
      }));
    });
  }
}

const POLICIES = `
select p.id, p.name, p.is_default as "isDefault", p.current_version as version, release_mode_of(p.account_id, p.id) as "releaseMode",
       (select coalesce(array_agg(s.offset_days order by s.position), '{}') from stages s
         where s.account_id = p.account_id and s.policy_id = p.id and s.version = p.current_version and s.is_enabled) as offsets,
       coalesce(r.cases, 0) as "runningCases", coalesce(r.older, 0) as "runningOnOlder",
       (select count(*)::int from policy_assignments a where a.account_id = p.account_id and a.policy_id = p.id) as assignments
  from policies p
  left join lateral (
    select count(*)::int as cases, (count(*) filter (where c.policy_version <> p.current_version))::int as older
      from cases c where c.account_id = p.account_id and c.policy_id = p.id and c.state = 'active') r on true
 where p.account_id = $1 and p.retired_at is null
 order by p.is_default desc, p.name, p.id`;

const ASSIGNMENTS = `
select case when a.group_id is not null then 'group' when a.client_id is not null then 'client' else 'invoice' end as kind,
       coalesce(a.group_id, a.client_id, a.invoice_id) as "targetId", coalesce(g.name, l.name, i.number) as "targetName",
       p.id as "policyId", p.name as "policyName"
  from policy_assignments a
  join policies p on p.account_id = a.account_id and p.id = a.policy_id
  left join client_groups g on g.account_id = a.account_id and g.id = a.group_id
  left join clients l on l.account_id = a.account_id and l.id = a.client_id
  left join invoices i on i.account_id = a.account_id and i.id = a.invoice_id
 where a.account_id = $1 order by 1 desc, 3, 2`;

type ChangeRow = Omit<PolicyChangeView, 'madeAt' | 'undoneAt' | 'isUndoable'> & {
  madeAt: Date;
  undoneAt: Date | null;
};

const RECENT_CHANGES = `
select c.id, c.kind, c.policy_id as "policyId", p.name as "policyName", (c.after->>'version')::int as version, case when c.kind = 'assignment' then c.after->>'name' end as "targetName",
       c.moved_cases as "movedCases", m.name as "madeBy", c.made_at as "madeAt", u.name as "undoneBy", c.undone_at as "undoneAt"
  from policy_changes c
  join policies p on p.account_id = c.account_id and p.id = c.policy_id
  left join users m on m.id = c.made_by
  left join users u on u.id = c.undone_by
 where c.account_id = $1 order by c.id desc limit $2`;
