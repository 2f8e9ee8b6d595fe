import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE, SYSTEM_ROLE } from './tenant-table.js';

/** How many calls a caller has left, for all processes of the installation together. */
export class CallLimits1795300301000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Unlogged: nothing is written ahead for a request, and after a crash everybody begins anew.
      create unlogged table call_buckets (
        bucket text primary key,
        -- a bucket holds a minute's calls and fills evenly; taking one puts this off by one call's share of a minute
        full_at timestamptz not null
      ) with (fillfactor = 50);
      grant select, insert, update, delete on call_buckets to ${SYSTEM_ROLE};

      -- Takes up to p_wanted calls of a limit of p_limit a minute. The answer is granted 0, and how long to wait, when none is left.
      create function system_take_calls(p_bucket text, p_limit integer, p_wanted integer, p_wall timestamptz)
        returns table (granted integer, remaining integer, wait_seconds double precision, reset_seconds double precision)
        language plpgsql security definer set search_path = pg_catalog, public as $$
      declare v_step double precision := 60.0 / p_limit; v_full_at timestamptz; v_behind double precision; v_left integer; v_granted integer;
      begin
        select b.full_at into v_full_at from call_buckets b where b.bucket = p_bucket for update;
        if not found then
          insert into call_buckets values (p_bucket, p_wall) on conflict do nothing;
          select b.full_at into v_full_at from call_buckets b where b.bucket = p_bucket for update;
        end if;
        v_behind := greatest(extract(epoch from v_full_at - p_wall), 0);
        v_left := greatest(floor((60 - v_behind) / v_step + 0.000001), 0);
        v_granted := least(p_wanted, v_left);
        if v_granted > 0 then
          update call_buckets b set full_at = p_wall + make_interval(secs => v_behind + v_granted * v_step) where b.bucket = p_bucket;
        end if;
        return query select v_granted, v_left - v_granted, greatest(v_behind + v_step - 60, 0), v_behind + v_granted * v_step;
      end $$;

      -- A full bucket says no more than one that is not there.
      create function system_forget_full_buckets(p_wall timestamptz) returns void
        language sql security definer set search_path = pg_catalog, public as $$
        delete from call_buckets where full_at <= p_wall
      $$;
    `);
    for (const fn of [
      'system_take_calls(text, integer, integer, timestamptz)',
      'system_forget_full_buckets(timestamptz)',
    ]) {
      await queryRunner.query(`
        alter function ${fn} owner to ${SYSTEM_ROLE};
        revoke execute on function ${fn} from public;
        grant execute on function ${fn} to ${RUNTIME_ROLE};`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}
