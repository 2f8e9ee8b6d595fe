import type { MigrationInterface, QueryRunner } from 'typeorm';

import { resealable } from './resealable.js';
import { systemFunctions } from './system-functions.js';

/** Sealed values can be sealed anew under another key while the product runs. */
export class KeyRotation1795300420000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await resealable(queryRunner, 'connections', 'sealed_key');
    await resealable(queryRunner, 'senders', 'sealed_password');
    await resealable(queryRunner, 'user_totp', 'sealed_seed');
    await resealable(queryRunner, 'system_mails', 'sealed_token');
    await resealable(queryRunner, 'idempotency_keys', 'sealed_record');
    await queryRunner.query(`
      -- Values that another key than the newest has sealed. Only columns made for sealed values can be named.
      create function system_sealed_values(p_table text, p_column text, p_owner text, p_id text, p_row text,
          p_newest text, p_after_owner uuid, p_after_id uuid, p_limit integer)
        returns table (owner uuid, id uuid, row_id text, value text)
        language plpgsql stable security definer set search_path = pg_catalog, public as $$
      begin
        if not starts_with(p_column, 'sealed_') then raise exception 'not a sealed column: %', p_column; end if;
        return query execute format(
          'select %1$I, %2$I, %3$I::text, %4$I from public.%5$I
            where %4$I is not null and not starts_with(%4$I, $1) and (%1$I, %2$I) > ($2, $3) order by 1, 2 limit $4',
          p_owner, p_id, p_row, p_column, p_table)
          using 'v1.' || p_newest || '.', p_after_owner, p_after_id, p_limit;
      end $$;

      -- Compare and set: a value that somebody has changed meanwhile stays as they left it.
      create function system_reseal(p_table text, p_column text, p_owner text, p_id text,
          p_owners uuid[], p_ids uuid[], p_olds text[], p_news text[]) returns integer
        language plpgsql security definer set search_path = pg_catalog, public as $$
      declare v_count integer;
      begin
        if not starts_with(p_column, 'sealed_') then raise exception 'not a sealed column: %', p_column; end if;
        execute format(
          'update public.%1$I t set %2$I = n.new_value from unnest($1, $2, $3, $4) n(owner, id, old_value, new_value)
            where t.%3$I = n.owner and t.%4$I = n.id and t.%2$I = n.old_value',
          p_table, p_column, p_owner, p_id)
          using p_owners, p_ids, p_olds, p_news;
        get diagnostics v_count = row_count;
        return v_count;
      end $$;

      -- How many values each key holds, wherever there are any.
      create function system_sealed_usage() returns table (table_name text, column_name text, key_id text, sealed_values bigint)
        language plpgsql stable security definer set search_path = pg_catalog, public as $$
      declare c record;
      begin
        for c in select t.relname::text as table_name, a.attname::text as column_name
                   from pg_attribute a join pg_class t on t.oid = a.attrelid
                  where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and starts_with(a.attname, 'sealed_')
                    and not a.attisdropped and has_column_privilege(a.attrelid, a.attnum, 'select')
                  order by 1, 2
        loop
          return query execute format(
            'select %1$L, %2$L, split_part(%2$I, ''.'', 2), count(*) from public.%1$I where starts_with(%2$I, ''v1.'') group by 3',
            c.table_name, c.column_name);
        end loop;
      end $$;
    `);
    await systemFunctions(queryRunner, [
      'system_sealed_values(text, text, text, text, text, text, uuid, uuid, integer)',
      'system_reseal(text, text, text, text, uuid[], uuid[], text[], text[])',
      'system_sealed_usage()',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}
