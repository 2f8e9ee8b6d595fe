import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Several senders an account, each with limits of its own; and what is known of how each fares. A sender
 * that may not be used now says so itself, once: the notices behind it, however many, are not touched.
 */
export class SeveralSenders1795345000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table senders
        add column is_escalated boolean not null default false,
        add column signature text not null default '',
        -- Messages it may hand over in any 60 seconds, 60 minutes, 24 hours; null: as many as it can.
        add column per_minute integer check (per_minute between 1 and 100000),
        add column per_hour integer check (per_hour between 1 and 1000000),
        add column per_day integer check (per_day between 1 and 10000000),
        add column failing_since timestamptz,
        -- in a row, as often as somebody tried
        add column failures integer not null default 0,
        add column waits_until timestamptz,
        add column waits_reason text
          check (waits_reason in ('server-unavailable', 'sender-minute-limit', 'sender-hour-limit', 'sender-day-limit')),
        add constraint senders_one_use check (not (is_default and is_escalated)),
        add constraint senders_waits check ((waits_until is null) = (waits_reason is null));
      create unique index senders_escalated on senders (account_id) where is_escalated;

      -- Copied from the stage that carries the notice.
      alter table notices
        add column sender_kind text not null default 'normal' check (sender_kind in ('normal', 'escalated'));
      -- However many wait behind a slow sender, those of the other one are found without going through them.
      drop index notices_waiting;
      create index notices_waiting on notices (account_id, sender_kind, not_before, id) where state in ('planned', 'deferred', 'held');

      -- Whom it went through when it was tried last. No foreign key: it would lock the sender's row at every
      -- message, and what a removed sender has sent stays as it is.
      alter table deliveries add column sender_id uuid, add column attempted_at timestamptz;
      create index deliveries_by_sender on deliveries (account_id, sender_id, attempted_at) where sender_id is not null;`);
    await queryRunner.query(`
      -- An account whose notices all wait for a sender that waits is not woken before that one may go on.
      create or replace function system_accounts_with_notices(p_now timestamptz, p_wall timestamptz) returns table (account_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select a.id from accounts a
         where (exists (select 1 from unnest(array['normal', 'escalated']) k(kind)
                         where exists (select 1 from notices n where n.account_id = a.id and n.sender_kind = k.kind
                                                                 and n.state in ('planned', 'deferred', 'held') and n.not_before <= p_now)
                           and not exists (select 1 from senders s where s.account_id = a.id and s.waits_until > p_now
                                            and (case k.kind when 'escalated' then s.is_escalated else s.is_default end
                                                 or s.is_default and not exists (select 1 from senders e
                                                                                  where e.account_id = a.id and e.is_escalated))))
             or exists (select 1 from notices n
                        where n.account_id = a.id and n.state in ('claimed', 'handing_over') and n.lease_until < p_wall))
           and account_works(a.id, 'reminders')
      $$;`);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: which sender sent what would be lost.');
  }
}
