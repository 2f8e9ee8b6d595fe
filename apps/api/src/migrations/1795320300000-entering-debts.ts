import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE, tenantTable } from './tenant-table.js';

/**
 * How the debts of a new connection enter the dunning. Nothing automatic is sent for a connection before
 * it has been read once to the end, before an admin has decided about the debts that were overdue by then,
 * and before somebody has answered for reminders the provider sends by itself.
 */
export class EnteringDebts1795320300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- A connection that has been read once to the end.
      create table connection_entries (
        account_id uuid not null,
        connection_id uuid not null,
        first_synced_on date not null,
        -- there were old debts then: everything of the connection waits for the decision
        is_decision_needed boolean not null,
        decided_by uuid references users,
        decided_at timestamptz,
        version integer not null default 1,
        primary key (account_id, connection_id),
        foreign key (account_id, connection_id) references connections on delete cascade,
        check ((decided_by is null) or (decided_at is not null))
      );

      -- What was decided, by how old a debt was on the day of the first sync.
      create table old_debt_choices (
        account_id uuid not null,
        connection_id uuid not null,
        age_band integer not null check (age_band between 1 and 4),
        entry text not null check (entry in ('from-first-stage', 'up-to-stage', 'statement', 'hold')),
        up_to_stage_key text,
        primary key (account_id, connection_id, age_band),
        foreign key (account_id, connection_id) references connection_entries on delete cascade,
        check ((entry = 'up-to-stage') = (up_to_stage_key is not null))
      );

      -- Set when the case opens: the invoice was overdue when it was first seen, and from before the first sync.
      alter table cases add column is_old_debt boolean not null default false;
      create index cases_old_debts on cases (account_id, due_on) where is_old_debt and state = 'active';

      -- What a provider says about reminders that it sends by itself.
      create table own_reminders (
        account_id uuid not null,
        connection_id uuid not null,
        state text not null check (state in ('off', 'on', 'unknown')),
        can_switch_off boolean not null,
        read_at timestamptz not null,
        -- nobody has answered yet, and until then nothing automatic is sent for the connection
        is_question_open boolean not null,
        answer text check (answer in ('switched-off-there', 'both-accepted')),
        answered_by uuid references users,
        answered_at timestamptz,
        version integer not null default 1,
        primary key (account_id, connection_id),
        foreign key (account_id, connection_id) references connections on delete cascade
      );

      create table client_own_reminders (
        account_id uuid not null,
        client_id uuid not null,
        connection_id uuid not null,
        is_on boolean not null,
        noticed_at timestamptz not null,
        answer text check (answer in ('switched-off-there', 'both-accepted')),
        answered_by uuid references users,
        answered_at timestamptz,
        primary key (account_id, client_id),
        foreign key (account_id, client_id) references clients on delete cascade,
        foreign key (account_id, connection_id) references connections on delete cascade
      );
      create index client_own_reminders_on on client_own_reminders (account_id, connection_id, client_id) where is_on;

      -- Installations that send already go on as they are: what has been read once counts as decided.
      alter table connections no force row level security;
      insert into connection_entries (account_id, connection_id, first_synced_on, is_decision_needed)
      select account_id, id, last_good_sync_at::date, false from connections where last_good_sync_at is not null;
      alter table connections force row level security;

      -- 1 to 30, 31 to 60, 61 to 90, and more days past due.
      create function age_band(p_days integer) returns integer language sql immutable parallel safe as $$
        select case when p_days <= 30 then 1 when p_days <= 60 then 2 when p_days <= 90 then 3 else 4 end
      $$;

      -- What stands between a case and its stages; no entry is nothing. Written to be inlined: a join, not a call a row.
      create function case_entry(p_account uuid, p_connection uuid, p_client uuid, p_is_old boolean, p_due_on date)
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
                 (select s.position from policies p
                    join stages s on s.account_id = p.account_id and s.policy_id = p.id and s.version = p.current_version
                   where p.account_id = p_account and p.is_default and s.key = o.up_to_stage_key), 0) end
          from (values (1)) one
          left join connection_entries e on e.account_id = p_account and e.connection_id = p_connection
          left join old_debt_choices o
            on o.account_id = p_account and o.connection_id = p_connection and o.age_band = age_band(e.first_synced_on - p_due_on)
          left join own_reminders r on r.account_id = p_account and r.connection_id = p_connection
          left join client_own_reminders k on k.account_id = p_account and k.client_id = p_client and k.connection_id = p_connection
      $$;

      -- Asked where notices are written, and again right before one is handed over.
      create function may_enter(p_entry text, p_up_to integer, p_stage_key text, p_stage_position integer)
        returns boolean language sql immutable parallel safe as $$
        select case
                 when p_stage_key = 'statement' then p_entry is not distinct from 'statement'
                 when p_entry is null then true
                 else p_entry = 'up-to-stage' and p_stage_position <= p_up_to
               end
      $$;
      grant execute on function age_band(integer), case_entry(uuid, uuid, uuid, boolean, date), may_enter(text, integer, text, integer)
        to ${RUNTIME_ROLE};
    `);
    for (const table of [
      'connection_entries',
      'old_debt_choices',
      'own_reminders',
      'client_own_reminders',
    ]) {
      await tenantTable(queryRunner, table);
    }
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: what was decided would be lost.');
  }
}
