import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE, tenantTable } from './tenant-table.js';

/** Any number of policies, to whom each belongs, the version a case runs on, and changes that can be taken back. */
export class ManyPolicies1795342010000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- raised by every change, also by one that takes another back; current_version may go back
      alter table policies add column revision integer not null default 1,
        add column retired_at timestamptz,
        add constraint policies_default_in_use check (not is_default or retired_at is null);

      -- The policy a case runs on, in the version it was opened on or moved to.
      alter table cases add column policy_id uuid, add column policy_version integer;
      alter table cases no force row level security;
      alter table policies no force row level security;
      alter table policy_versions no force row level security;
      update policies set name = 'Standard' where name = 'default';
      update cases c set policy_id = p.id, policy_version = p.current_version
        from policies p where p.account_id = c.account_id and p.is_default;
      alter table cases alter column policy_id set not null, alter column policy_version set not null,
        add foreign key (account_id, policy_id, policy_version) references policy_versions;
      alter table cases force row level security;
      alter table policies force row level security;
      alter table policy_versions force row level security;
      create index cases_by_policy on cases (account_id, policy_id, policy_version) where state = 'active';

      create table client_groups (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        name text not null,
        created_at timestamptz not null,
        primary key (account_id, id)
      );
      create unique index client_groups_by_name on client_groups (account_id, lower(name));

      -- A client is in one group at most, so that no two of them can name two policies for it.
      create table client_group_members (
        account_id uuid not null,
        client_id uuid not null,
        group_id uuid not null,
        primary key (account_id, client_id),
        foreign key (account_id, client_id) references clients on delete cascade,
        foreign key (account_id, group_id) references client_groups on delete cascade
      );
      create index client_group_members_by_group on client_group_members (account_id, group_id, client_id);

      create table policy_assignments (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        policy_id uuid not null,
        group_id uuid,
        client_id uuid,
        invoice_id uuid,
        created_at timestamptz not null,
        primary key (account_id, id),
        check (num_nonnulls(group_id, client_id, invoice_id) = 1),
        foreign key (account_id, policy_id) references policies on delete cascade,
        foreign key (account_id, group_id) references client_groups on delete cascade,
        foreign key (account_id, client_id) references clients on delete cascade,
        foreign key (account_id, invoice_id) references invoices on delete cascade
      );
      create unique index policy_assignments_of_group on policy_assignments (account_id, group_id) where group_id is not null;
      create unique index policy_assignments_of_client on policy_assignments (account_id, client_id) where client_id is not null;
      create unique index policy_assignments_of_invoice on policy_assignments (account_id, invoice_id) where invoice_id is not null;
      create index policy_assignments_by_policy on policy_assignments (account_id, policy_id);

      -- What was changed, so that it can be taken back: newest first, one at a time.
      create table policy_changes (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        kind text not null check (kind in ('version', 'assignment', 'default')),
        policy_id uuid not null,
        -- version: {"version": n}; assignment: {"target": {"kind", "id"}, "policyId": or null}; default: {"policyId"}
        before jsonb not null,
        after jsonb not null,
        moved_cases integer not null,
        made_by uuid references users,
        made_at timestamptz not null,
        undone_by uuid references users,
        undone_at timestamptz,
        primary key (account_id, id),
        foreign key (account_id, policy_id) references policies on delete cascade
      );

      create table policy_change_cases (
        account_id uuid not null,
        change_id uuid not null,
        case_id uuid not null,
        from_policy_id uuid not null,
        from_version integer not null,
        to_policy_id uuid not null,
        to_version integer not null,
        primary key (account_id, change_id, case_id),
        foreign key (account_id, change_id) references policy_changes on delete cascade,
        foreign key (account_id, case_id) references cases on delete cascade
      );

      -- The nearest assignment wins: invoice, client, the client's group, the account's default.
      create function policy_for(p_account uuid, p_client uuid, p_invoice uuid) returns uuid
        language sql stable parallel safe as $$
        select coalesce(
          (select a.policy_id from policy_assignments a where a.account_id = p_account and a.invoice_id = p_invoice),
          (select a.policy_id from policy_assignments a where a.account_id = p_account and a.client_id = p_client),
          (select a.policy_id from client_group_members m
             join policy_assignments a on a.account_id = m.account_id and a.group_id = m.group_id
            where m.account_id = p_account and m.client_id = p_client),
          (select p.id from policies p where p.account_id = p_account and p.is_default))
      $$;

      -- As before, but the last stage that goes by itself is looked up in the plan the case runs on; a plan that
      -- does not have that stage lets those go that lie no later than it does in the account's default.
      create function case_entry(p_account uuid, p_connection uuid, p_client uuid, p_is_old boolean, p_due_on date, p_policy uuid, p_version integer)
        returns table (entry text, up_to integer) language sql stable parallel safe as $$
        select case
                 when p_connection is null then null
                 when e.connection_id is null then 'first-sync-unfinished'
                 when r.is_question_open or k.is_on and k.answered_at is null then 'own-reminders-unanswered'
                 when e.decided_at is null and (e.is_decision_needed or p_is_old and p_due_on < e.first_synced_on) then 'old-debts-undecided'
                 when not p_is_old or p_due_on >= e.first_synced_on or o.entry = 'from-first-stage' then null
                 else coalesce(o.entry, 'hold')
               end,
               case when o.entry = 'up-to-stage' then coalesce(
                 (select s.position from stages s
                   where s.account_id = p_account and s.policy_id = p_policy and s.version = p_version and s.key = o.up_to_stage_key),
                 (select max(s.position) from policies p
                    join stages d on d.account_id = p.account_id and d.policy_id = p.id and d.version = p.current_version
                    join stages s on s.account_id = p.account_id and s.policy_id = p_policy and s.version = p_version
                     and s.offset_days <= d.offset_days
                   where p.account_id = p_account and p.is_default and d.key = o.up_to_stage_key), 0) end
          from (values (1)) one
          left join connection_entries e on e.account_id = p_account and e.connection_id = p_connection
          left join old_debt_choices o
            on o.account_id = p_account and o.connection_id = p_connection and o.age_band = age_band(e.first_synced_on - p_due_on)
          left join own_reminders r on r.account_id = p_account and r.connection_id = p_connection
          left join client_own_reminders k on k.account_id = p_account and k.client_id = p_client and k.connection_id = p_connection
      $$;
      drop function case_entry(uuid, uuid, uuid, boolean, date);
      grant execute on function policy_for(uuid, uuid, uuid), case_entry(uuid, uuid, uuid, boolean, date, uuid, integer) to ${RUNTIME_ROLE};
    `);
    for (const table of [
      'client_groups',
      'client_group_members',
      'policy_assignments',
      'policy_changes',
      'policy_change_cases',
    ]) {
      await tenantTable(queryRunner, table);
    }
  }

  async down(): Promise<void> {
    throw new Error(
      'Going back means restoring a backup: which policy a case ran on would be lost.',
    );
  }
}
