import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE, tenantTable } from './tenant-table.js';

/**
 * What stops reminders, in one place: a stop by a person, and later a promise, a dispute or a reply that
 * waits for an answer. Each row is for one case, all of a client, or the whole account.
 */
export class Holds1795343000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table holds (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        subject text not null check (subject in ('case', 'client', 'account')),
        case_id uuid,
        client_id uuid,
        subject_id uuid not null generated always as (coalesce(case_id, client_id, account_id)) stored,
        code text not null check (code in ('stop', 'reply', 'promise', 'dispute', 'credit-expected')),
        reason text not null,
        -- the day reminders go on by themselves; null waits for a person
        until date,
        -- what a message about this hold names, e.g. an amount and a day
        facts jsonb not null default '{}',
        created_by uuid references users,
        created_at timestamptz not null,
        created_on date not null,
        ended_at timestamptz,
        ended_on date,
        ended_by uuid references users,
        ended_how text check (ended_how in ('day-came', 'taken-back', 'replaced', 'case-closed', 'settled')),
        primary key (account_id, id),
        foreign key (account_id, case_id) references cases on delete cascade,
        foreign key (account_id, client_id) references clients on delete cascade,
        check ((subject = 'case') = (case_id is not null)),
        check ((subject = 'client') = (client_id is not null)),
        check ((ended_at is null) = (ended_how is null)),
        check ((ended_at is null) = (ended_on is null))
      );
      -- One of a kind for each subject at a time; also how the holds of a case are found.
      create unique index holds_open on holds (account_id, subject_id, code) where ended_at is null;
      create index holds_until on holds (account_id, until, id) where ended_at is null;
      create index holds_by_client on holds (account_id, client_id) where client_id is not null;
      create index holds_by_case on holds (account_id, case_id) where case_id is not null;

      alter table cases no force row level security;
      alter table case_events no force row level security;
      insert into holds (account_id, subject, case_id, code, reason, until, created_at, created_on)
      select c.account_id, 'case', c.id, 'stop', c.hold_reason, c.hold_until, h.at, h.on_day
        from cases c
        join lateral (
          select coalesce(max(e.at), c.opened_on::timestamptz) as at, coalesce(max(e.on_day), c.opened_on) as on_day from case_events e
           where e.account_id = c.account_id and e.case_id = c.id and e.kind = 'held') h on true
       where c.hold_reason is not null;
      alter table cases force row level security;
      alter table case_events force row level security;
      alter table cases drop column hold_reason, drop column hold_until;

      -- The hold of a case that lasts longest, of its own, its client's and the account's; nulls where there is none.
      -- Whether its day has come is the caller's to say. A maximum instead of a sort: a page of a list reads a hundred.
      create function case_hold(p_account uuid, p_case uuid, p_client uuid)
        returns table (hold_id uuid, code text, subject text, reason text, until date) language sql stable parallel safe as $$
        select (m.longest)[5]::uuid, (m.longest)[2], (m.longest)[3], (m.longest)[4], nullif((m.longest)[1]::date, 'infinity')
          from (select max(array[coalesce(h.until, 'infinity')::text, h.code, h.subject, h.reason, h.id::text]) as longest
                  from holds h
                 where h.account_id = p_account and h.subject_id in (p_case, p_client, p_account) and h.ended_at is null) m
      $$;

      -- The open cases that holds speak of; those for a whole account are left out, because that is every case.
      create function held_cases(p_account uuid, p_holds uuid[])
        returns table (hold_id uuid, case_id uuid, client_id uuid) language sql stable as $$
        select h.id, c.id, c.client_id from holds h
          join cases c on c.account_id = h.account_id and c.id = h.case_id and c.state = 'active'
         where h.account_id = p_account and h.id = any (p_holds)
        union all
        select h.id, c.id, c.client_id from holds h
          join cases c on c.account_id = h.account_id and c.client_id = h.client_id and c.state = 'active'
         where h.account_id = p_account and h.id = any (p_holds)
      $$;
      grant execute on function case_hold(uuid, uuid, uuid), held_cases(uuid, uuid[]) to ${RUNTIME_ROLE};
    `);
    await tenantTable(queryRunner, 'holds');
  }

  async down(): Promise<void> {
    throw new Error(
      'Going back means restoring a backup: holds of clients and accounts would be lost.',
    );
  }
}
