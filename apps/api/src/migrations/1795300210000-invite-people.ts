import type { MigrationInterface, QueryRunner } from 'typeorm';

import { systemFunctions } from './system-functions.js';

/** Looking an invitation up before anybody is known, and making the person who accepts it. */
export class InvitePeople1795300210000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- An open invitation by the hash of its secret, with the person who has its address already.
      create function system_find_invitation(p_token_hash bytea, p_wall timestamptz)
        returns table (account_id uuid, id uuid, email text, role text, account_name text, language text, user_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select i.account_id, i.id, i.email, i.role, a.name, a.language,
               (select u.id from users u where lower(u.email) = lower(i.email) order by u.is_disabled, u.created_at limit 1)
          from invitations i join accounts a on a.id = i.account_id
         where i.token_hash = p_token_hash and i.accepted_at is null and i.revoked_at is null
           and i.expires_at > p_wall and a.state = 'active'
      $$;

      create function system_create_person(p_id uuid, p_email text, p_name text, p_password_hash text, p_language text, p_wall timestamptz)
        returns void language sql security definer set search_path = pg_catalog, public as $$
        insert into users (id, username, email, name, password_hash, language, created_at, updated_at)
        values (p_id, p_email, p_email, p_name, p_password_hash, p_language, p_wall, p_wall)
      $$;

      -- When the members of the account of this transaction were last here; nothing else of their sessions.
      create function system_members_last_seen() returns table (user_id uuid, last_seen_at timestamptz)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select m.user_id, (select max(s.rotated_at) from sessions s where s.user_id = m.user_id)
          from memberships m where m.account_id = app_account()
      $$;
    `);
    await systemFunctions(queryRunner, [
      'system_find_invitation(bytea, timestamptz)',
      'system_create_person(uuid, text, text, text, text, timestamptz)',
      'system_members_last_seen()',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}
