import type { MigrationInterface, QueryRunner } from 'typeorm';

import { outsideWalls } from './outside-walls.js';
import { RUNTIME_ROLE, SYSTEM_ROLE, systemMay, tenantTable } from './tenant-table.js';

/** What decides, at each request, whether it may go on: the session's age, the account's state, its features. */
export class Admission1795300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- when the person last proved who they are in this session: risky changes ask for a recent proof
      alter table sessions add column verified_at timestamptz;`);
    await outsideWalls(queryRunner, ['sessions'], 'update sessions set verified_at = created_at');
    await queryRunner.query(`
      alter table sessions alter column verified_at set not null;

      alter table users add column has_second_factor boolean not null default false;

      alter table memberships drop constraint memberships_role_check,
        add constraint memberships_role_check check (role in ('admin', 'accountant', 'viewer', 'client'));

      alter table accounts
        add column state text not null default 'active' check (state in ('active', 'suspended', 'deleting')),
        add column suspended_reason text,
        add column deletion_requested_at timestamptz,
        add column deletes_on date,
        add column is_second_factor_required boolean not null default false,
        add check ((state = 'deleting') = (deletes_on is not null));

      -- A feature without a row is on.
      create table account_features (
        account_id uuid not null references accounts on delete cascade,
        feature text not null,
        is_on boolean not null,
        updated_at timestamptz not null,
        primary key (account_id, feature)
      );

      -- An instance admin who looks into an account: for a reason, for a while, and the account sees it.
      create table operator_access (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        user_id uuid not null references users on delete cascade,
        reason text not null,
        created_at timestamptz not null,
        ends_at timestamptz not null,
        ended_at timestamptz,
        primary key (account_id, id)
      );
    `);
    await tenantTable(queryRunner, 'account_features');
    await tenantTable(queryRunner, 'operator_access', 'select, insert, update');
    await systemMay(queryRunner, 'account_features', 'select');
    await systemMay(queryRunner, 'operator_access', 'select');
    await queryRunner.query(`
      -- One statement a request: no row means that the session is over.
      create function system_admit(p_user uuid, p_session uuid, p_account uuid, p_wall timestamptz)
        returns table (is_instance_admin boolean, has_second_factor boolean, verified_at timestamptz, role text,
                       account_state text, is_second_factor_required boolean, features_off text[])
        language sql stable security definer set search_path = pg_catalog, public as $$
        select u.is_instance_admin, u.has_second_factor, s.verified_at,
               coalesce(m.role, (select 'viewer' from operator_access o
                                  where o.account_id = a.id and o.user_id = u.id and u.is_instance_admin
                                    and o.ended_at is null and o.ends_at > p_wall limit 1)),
               a.state, coalesce(a.is_second_factor_required, false),
               coalesce((select array_agg(f.feature) from account_features f where f.account_id = a.id and not f.is_on), '{}')
          from sessions s
          join users u on u.id = s.user_id
          left join accounts a on a.id = p_account
          left join memberships m on m.account_id = a.id and m.user_id = u.id
         where s.id = p_session and s.user_id = p_user and s.ended_at is null and s.expires_at > p_wall and not u.is_disabled
      $$;
      alter function system_admit(uuid, uuid, uuid, timestamptz) owner to ${SYSTEM_ROLE};
      revoke execute on function system_admit(uuid, uuid, uuid, timestamptz) from public;
      grant execute on function system_admit(uuid, uuid, uuid, timestamptz) to ${RUNTIME_ROLE};
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}
