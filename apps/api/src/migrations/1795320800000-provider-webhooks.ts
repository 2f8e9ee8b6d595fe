import type { MigrationInterface, QueryRunner } from 'typeorm';

import { resealable } from './resealable.js';
import { systemFunctions } from './system-functions.js';
import { SYSTEM_ROLE, systemMay, tenantTable } from './tenant-table.js';

/** What providers send to us by themselves, and the documents it makes us look at. */
export class ProviderWebhooks1795320800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table provider_webhooks (
        account_id uuid not null,
        -- part of an address that anybody may call: random, so that nobody finds one by trying
        id uuid not null default gen_random_uuid(),
        connection_id uuid not null,
        sealed_secret text,
        made_at timestamptz not null,
        confirmed_at timestamptz,
        last_event_at timestamptz,
        last_refused_at timestamptz,
        refused_count integer not null default 0,
        primary key (account_id, id),
        unique (account_id, connection_id),
        foreign key (account_id, connection_id) references connections on delete cascade
      );
      create index provider_webhooks_by_id on provider_webhooks (id);

      create table webhook_events (
        account_id uuid not null,
        webhook_id uuid not null,
        event_id text not null,
        received_at timestamptz not null,
        primary key (account_id, webhook_id, event_id),
        foreign key (account_id, webhook_id) references provider_webhooks on delete cascade
      );
      create index webhook_events_by_age on webhook_events (received_at);

      create table document_looks (
        account_id uuid not null,
        connection_id uuid not null,
        collection text not null,
        external_id text not null,
        noted_at timestamptz not null,
        primary key (account_id, connection_id, collection, external_id),
        foreign key (account_id, connection_id) references connections on delete cascade
      );
      create index document_looks_by_age on document_looks (noted_at);`);
    for (const table of ['provider_webhooks', 'webhook_events', 'document_looks'])
      await tenantTable(queryRunner, table);
    await resealable(queryRunner, 'provider_webhooks', 'sealed_secret');
    await systemMay(queryRunner, 'webhook_events', 'select, delete');
    await systemMay(queryRunner, 'document_looks', 'select');
    await queryRunner.query(`
      grant select on connections to ${SYSTEM_ROLE};

      -- Whoever calls is nobody yet: the address says whose webhook it is.
      create function system_webhook(p_id uuid)
        returns table (account_id uuid, connection_id uuid, provider text, sealed_secret text)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select w.account_id, w.connection_id, c.provider, w.sealed_secret
          from provider_webhooks w join connections c on c.account_id = w.account_id and c.id = w.connection_id
         where w.id = p_id and account_works(w.account_id, c.provider)
      $$;

      -- Documents that nobody has looked at although they were noted before this moment.
      create function system_waiting_looks(p_noted_before timestamptz)
        returns table (account_id uuid, connection_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select distinct l.account_id, l.connection_id
          from document_looks l join connections c on c.account_id = l.account_id and c.id = l.connection_id
         where l.noted_at < p_noted_before and c.state = 'active' and account_works(l.account_id, c.provider)
      $$;

      create function system_forget_webhook_events(p_before timestamptz) returns bigint
        language sql security definer set search_path = pg_catalog, public as $$
        with gone as (delete from webhook_events e where e.received_at < p_before returning 1) select count(*) from gone
      $$;`);
    await systemFunctions(queryRunner, [
      'system_webhook(uuid)',
      'system_waiting_looks(timestamptz)',
      'system_forget_webhook_events(timestamptz)',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup.');
  }
}
