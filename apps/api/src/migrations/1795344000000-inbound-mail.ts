import type { MigrationInterface, QueryRunner } from 'typeorm';

import { resealable } from './resealable.js';
import { RUNTIME_ROLE, SYSTEM_ROLE, tenantTable } from './tenant-table.js';

/** What comes back after a notice has left: the mailbox it comes to, bounces, and what clients answer. */
export class InboundMail1795344000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table mailboxes (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        sender_id uuid not null,
        host text not null,
        port integer not null check (port between 1 and 65535),
        security text not null check (security in ('tls', 'starttls', 'none')),
        username text not null,
        sealed_password text,
        folder text not null,
        -- whether an answer holds the cases it is about until somebody has looked at it
        is_holding boolean not null default true,
        -- How far it has been read, written together with what was read: nothing twice, nothing lost.
        uid_validity bigint,
        last_uid bigint not null default 0,
        -- a mail that the server cannot hand out, and how often that was tried
        stuck_uid bigint,
        stuck_count integer not null default 0,
        -- fence: each claim raises it; a worker that lost its lease can change nothing
        fence bigint not null default 0,
        -- these three in real time
        lease_until timestamptz,
        next_collect_at timestamptz not null,
        read_since timestamptz not null,
        collected_at timestamptz,
        problem text check (problem in ('cannot-connect', 'tls-failed', 'sign-in-refused', 'folder-missing', 'connection-lost')),
        failures integer not null default 0,
        -- mails that concern no notice: nothing else is kept of them
        unrelated_count bigint not null default 0,
        version integer not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (account_id, id),
        unique (account_id, sender_id),
        foreign key (account_id, sender_id) references senders on delete cascade
      );

      create table inbound_mails (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        mailbox_id uuid,
        -- its Message-ID, or a digest of its bytes where it has none: the same mail is taken in once
        identity text not null,
        kind text not null check (kind in ('reply', 'auto-reply', 'bounce')),
        -- open: somebody has to look at it
        state text not null check (state in ('open', 'done')),
        received_at timestamptz not null,
        written_on date not null,
        from_email text,
        subject text not null,
        -- the writer's own words, never HTML
        body_text text not null,
        is_cut boolean not null default false,
        client_id uuid not null,
        notice_id uuid not null,
        delivery_id uuid,
        matched_by text not null check (matched_by in ('message-id', 'address')),
        intents jsonb not null default '[]',
        absent_until date,
        recipient text,
        is_final boolean,
        bounce_reason text,
        bounce_status text,
        diagnostic text,
        answer text,
        answered_at timestamptz,
        answered_by uuid,
        primary key (account_id, id),
        unique (account_id, identity),
        foreign key (account_id, mailbox_id) references mailboxes on delete set null (mailbox_id),
        foreign key (account_id, client_id) references clients,
        foreign key (account_id, notice_id) references notices on delete cascade,
        check (state = 'open' or kind = 'auto-reply' or kind = 'bounce' or answer is not null)
      );
      create index inbound_mails_by_state on inbound_mails (account_id, state, id);
      create index inbound_mails_by_client on inbound_mails (account_id, client_id, id);
      create index inbound_mails_by_notice on inbound_mails (account_id, notice_id);

      alter table deliveries drop constraint deliveries_state_check;
      alter table deliveries add constraint deliveries_state_check
        check (state in ('planned', 'handing_over', 'accepted', 'refused', 'deferred', 'unknown', 'skipped', 'bounced'));
      create index deliveries_by_message_id on deliveries (account_id, message_id) where message_id is not null;
      -- Why an address was left out: what its server said, in a word.
      alter table client_contacts add column refused_reason text;
      create index client_contacts_by_address on client_contacts (account_id, lower(email));
    `);
    await tenantTable(queryRunner, 'mailboxes');
    await tenantTable(queryRunner, 'inbound_mails');
    await resealable(queryRunner, 'mailboxes', 'sealed_password');
    await queryRunner.query(`
      create function system_due_mailboxes(p_wall timestamptz) returns table (account_id uuid, mailbox_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select m.account_id, m.id from mailboxes m
         where m.next_collect_at <= p_wall and (m.lease_until is null or m.lease_until < p_wall) and account_works(m.account_id, 'reminders')
      $$;
      alter function system_due_mailboxes(timestamptz) owner to ${SYSTEM_ROLE};
      revoke execute on function system_due_mailboxes(timestamptz) from public;
      grant execute on function system_due_mailboxes(timestamptz) to ${RUNTIME_ROLE};`);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: what clients answered would be lost.');
  }
}
