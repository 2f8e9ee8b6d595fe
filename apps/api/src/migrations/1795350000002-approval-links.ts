import type { MigrationInterface, QueryRunner } from 'typeorm';

import { systemFunctions } from './system-functions.js';
import { systemMay, tenantTable } from './tenant-table.js';

/** Links that let a person decide about waiting notices from their mail. */
export class ApprovalLinks1795350000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table accounts
        add column is_approval_mail boolean not null default false,
        -- the account's day of the last mail
        add column approval_mailed_on date;

      create table approval_links (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        -- who was written to, and in whose name the link decides
        user_id uuid not null references users on delete cascade,
        token_hash bytea not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        primary key (account_id, id)
      );
      -- Not unique across accounts on purpose: a unique key tells whether a foreign row is there.
      create index approval_links_by_token on approval_links (token_hash);

      -- What the mail spoke of; the link is for nothing else, and only as it was then.
      create table approval_link_notices (
        account_id uuid not null,
        link_id uuid not null,
        notice_id uuid not null,
        content text not null,
        primary key (account_id, link_id, notice_id),
        foreign key (account_id, link_id) references approval_links on delete cascade,
        foreign key (account_id, notice_id) references notices on delete cascade
      );
      create index approval_link_notices_by_notice on approval_link_notices (account_id, notice_id);`);
    await tenantTable(queryRunner, 'approval_links');
    await tenantTable(queryRunner, 'approval_link_notices');
    await systemMay(queryRunner, 'approval_links', 'select');
    await queryRunner.query(`
      -- Whose link it is; nobody's once the person may no longer decide in the account.
      create function system_find_approval_link(p_token_hash bytea, p_wall timestamptz)
        returns table (account_id uuid, id uuid, user_id uuid, account_name text, is_over boolean)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select l.account_id, l.id, l.user_id, a.name, l.expires_at <= p_wall
          from approval_links l
          join accounts a on a.id = l.account_id and a.state = 'active'
          join users u on u.id = l.user_id and not u.is_disabled
          join memberships m on m.account_id = l.account_id and m.user_id = l.user_id and m.role in ('admin', 'accountant')
         where l.token_hash = p_token_hash
      $$;

      -- Accounts whose evening has come, that want the mail and have not had it.
      create function system_due_approval_mails(p_now timestamptz) returns table (account_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select a.id from accounts a
         where a.is_approval_mail and (p_now at time zone a.time_zone)::time >= '17:00'
           and a.approval_mailed_on is distinct from (p_now at time zone a.time_zone)::date
           and exists (select 1 from notices n where n.account_id = a.id and n.state = 'awaiting_approval')
           and account_works(a.id, 'reminders')
      $$;`);
    await systemFunctions(queryRunner, [
      'system_find_approval_link(bytea, timestamptz)',
      'system_due_approval_mails(timestamptz)',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: links that were mailed would be lost.');
  }
}
