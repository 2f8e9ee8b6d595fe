import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE, SYSTEM_ROLE, systemMay, tenantTable } from './tenant-table.js';

/** Keys of programs that work inside one account. */
export class Integrators1795300300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table api_keys (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        name text not null,
        -- shown, so that people can tell keys apart; the key itself is nowhere
        prefix text not null,
        key_hash bytea not null,
        scopes text[] not null check (cardinality(scopes) > 0),
        created_by uuid references users on delete set null,
        created_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > created_at),
        -- to the minute: a write a minute, not a write a request
        last_used_at timestamptz,
        revoked_at timestamptz,
        replaced_by uuid,
        -- a replaced key works until then, so that a program can be given the new one in peace
        ends_at timestamptz,
        primary key (account_id, id),
        foreign key (account_id, replaced_by) references api_keys,
        check ((replaced_by is null) = (ends_at is null))
      );
      -- The key is looked up before the account is known. Not unique: it is the hash of 256 random bits.
      create index api_keys_by_hash on api_keys (key_hash);

      alter table audit_entries drop constraint if exists audit_entries_actor_kind_check,
        add constraint audit_entries_actor_kind_check check (actor_kind in ('user', 'key', 'system', 'command'));
    `);
    await tenantTable(queryRunner, 'api_keys', 'select, insert, update');
    await systemMay(queryRunner, 'api_keys', 'select, update');
    await queryRunner.query(`
      -- The key's counterpart of system_admit: no row means that the key opens nothing (any more).
      create function system_admit_key(p_hash bytea, p_wall timestamptz)
        returns table (id uuid, name text, account_id uuid, scopes text[], account_state text, features_off text[])
        language plpgsql security definer set search_path = pg_catalog, public as $$
      begin
        update api_keys k set last_used_at = date_trunc('minute', p_wall)
         where k.key_hash = p_hash and k.revoked_at is null and k.expires_at > p_wall and (k.ends_at is null or k.ends_at > p_wall)
           and (k.last_used_at is null or k.last_used_at < date_trunc('minute', p_wall));
        return query
          select k.id, k.name, k.account_id, k.scopes, a.state,
                 coalesce((select array_agg(f.feature) from account_features f where f.account_id = a.id and not f.is_on), '{}')
            from api_keys k join accounts a on a.id = k.account_id
           where k.key_hash = p_hash and k.revoked_at is null and k.expires_at > p_wall and (k.ends_at is null or k.ends_at > p_wall);
      end $$;
      alter function system_admit_key(bytea, timestamptz) owner to ${SYSTEM_ROLE};
      revoke execute on function system_admit_key(bytea, timestamptz) from public;
      grant execute on function system_admit_key(bytea, timestamptz) to ${RUNTIME_ROLE};
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}
