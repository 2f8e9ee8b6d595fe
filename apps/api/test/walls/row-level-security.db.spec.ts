import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { Tenancy } from '../../src/platform/tenancy/tenancy.js';
import { Firm } from '../factories/firm.js';
import { Product } from '../support/product.js';

/** Tables that belong to the installation, not to an account; each with the reason. */
const WITHOUT_ACCOUNT = new Map([
  ['users', 'a person may belong to many accounts; policy by user'],
  ['sessions', "a session is a person's; policy by user"],
  ['sign_in_attempts', 'counted before anybody is known; only security-definer functions see it'],
  ['accounts', 'the tenant itself; policy by its own id'],
  ['sealing_keys', 'key ids and canaries of the installation'],
  [
    'request_buckets',
    'the request governor is shared by all accounts; only security-definer functions see it',
  ],
  ['provider_hosts', 'hosts that ask for quiet or fail; only security-definer functions see it'],
  ['request_waiting', 'the queue all accounts share; only security-definer functions see it'],
  ['request_turns', 'turns all accounts take; only security-definer functions see it'],
  ['oidc_identities', "a person's sign-in elsewhere; policy by user"],
  ['system_mails', "the product's own mail to people; only security-definer functions see it"],
  ['instance_audit_entries', 'what belongs to no account; read in the scope of the installation'],
  ['instance_audit_heads', "the end of the installation's own chain"],
  ['instance_audit_checkpoints', 'read and written in the scope of the installation'],
  ['instance_audit_checks', 'read and written in the scope of the installation'],
  ['call_buckets', 'calls a minute, by caller and account; only security-definer functions see it'],
  ['known_devices', "a person's browsers; policy by user"],
  ['one_time_tokens', 'links mailed to a person; policy by user'],
  ['recovery_codes', "a person's codes; policy by user"],
  ['sign_in_tickets', 'between two steps of a sign-in; only security-definer functions see it'],
  ['spent_refresh_tokens', "a person's sessions; policy by user"],
  ['user_passkeys', "a person's passkeys; policy by user"],
  ['user_totp', "a person's authenticator app; policy by user"],
  ['reference_rates', 'published figures, the same for everybody; written by the installation'],
  ['exchange_rates', 'published figures, the same for everybody; written by the installation'],
  ['rate_looks', 'how looks at central banks ended; written by the installation'],
  ['schema_migrations', "the schema's own history; the run-time role has no right on it"],
]);

describe('row-level security', () => {
  let product: Product;
  let ours: Firm;
  let theirs: Firm;

  beforeAll(async () => {
    product = await Product.start({ DATABASE_POOL_SIZE: '3' });
    product.clock.set('2026-06-01T10:00:00Z');
    ours = await Firm.make(product, 'Nasza');
    theirs = await Firm.make(product, 'Obca');
    for (const firm of [ours, theirs]) {
      const client = await firm.client('Klient');
      await firm.invoice(client, { number: 'FV/1', dueOn: '2026-05-01' });
      await firm.settle('2026-06-01');
    }
  });
  afterAll(() => product.close());

  const catalogue = <Row extends object>(sql: string) =>
    product.owner.query<Row>(sql).then((result) => result.rows);

  it('T02 guards every table of an account, forced, for reading and writing', async () => {
    const tables = await catalogue<{
      name: string;
      has_account: boolean;
      is_forced: boolean;
      policies: number;
      checked: number;
    }>(`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as is_forced,
             exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id' and a.attnotnull and not a.attisdropped) as has_account,
             (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polroles = '{0}') as policies,
             (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polroles = '{0}' and p.polcmd = '*' and p.polqual is not null and p.polwithcheck is not null) as checked
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
    expect(tables.length).toBeGreaterThan(30);
    const unguarded = tables.filter(
      (table) =>
        !WITHOUT_ACCOUNT.has(table.name) &&
        !(table.has_account && table.is_forced && table.checked >= 1),
    );
    expect(unguarded).toEqual([]);
    const readable = tables.filter(
      (table) =>
        [
          'users',
          'sessions',
          'accounts',
          'sign_in_attempts',
          'known_devices',
          'one_time_tokens',
          'recovery_codes',
          'sign_in_tickets',
          'spent_refresh_tokens',
          'user_passkeys',
          'user_totp',
          'oidc_identities',
          'system_mails',
        ].includes(table.name) && !table.is_forced,
    );
    expect(readable).toEqual([]);
  });

  it('T03 connects as a role that is no superuser, bypasses nothing and owns nothing', async () => {
    expect(
      await catalogue(
        `select rolsuper, rolbypassrls from pg_roles where rolname in ('invoicetracker_app', 'invoicetracker_system')`,
      ),
    ).toEqual([
      { rolsuper: false, rolbypassrls: false },
      { rolsuper: false, rolbypassrls: false },
    ]);
    expect(
      await catalogue(
        `select relname from pg_class where pg_get_userbyid(relowner) in ('invoicetracker_app', 'invoicetracker_system')`,
      ),
    ).toEqual([]);
  });

  it('T05 ties rows of an account only to rows of the same account, and keeps unique keys inside it', async () => {
    const loose = await catalogue<{ name: string }>(`
      select k.conname as name from pg_constraint k
        join pg_class t on t.oid = k.conrelid join pg_class f on f.oid = k.confrelid
       where k.contype = 'f' and k.connamespace = 'public'::regnamespace
         and exists (select 1 from pg_attribute a where a.attrelid = f.oid and a.attname = 'account_id')
         and f.relname not in ('accounts')
         and (select a.attname from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1]) <> 'account_id'`);
    expect(loose).toEqual([]);
    const wide = await catalogue<{ name: string }>(`
      select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
       where t.relnamespace = 'public'::regnamespace and x.indisunique
         and exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'account_id')
         and (select a.attname from pg_attribute a where a.attrelid = t.oid and a.attnum = x.indkey[0]) is distinct from 'account_id'`);
    expect(wide).toEqual([]);
  });

  it('lets only the short list of functions look across accounts', async () => {
    const functions = await catalogue<{ name: string }>(`
      select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`);
    expect(functions.map((row) => row.name)).toEqual([
      'search_cases',
      'search_clients',
      'settle_allocations',
      'system_abandon_mails',
      'system_account_ids',
      'system_accounts_with_notices',
      'system_admit',
      'system_admit_key',
      'system_begin_sign_in',
      'system_broken_audits',
      'system_claim_mail',
      'system_conclude_mail',
      'system_count_accounts',
      'system_count_active_cases',
      'system_count_users',
      'system_create_person',
      'system_create_user',
      'system_due_approval_mails',
      'system_due_audit_checks',
      'system_due_daily_runs',
      'system_due_mailboxes',
      'system_due_payment_writes',
      'system_due_removals',
      'system_due_syncs',
      'system_enqueue_mail',
      'system_find_approval_link',
      'system_find_invitation',
      'system_find_invitation_to',
      'system_find_oidc_identity',
      'system_find_one_time_token',
      'system_find_passkey',
      'system_find_session',
      'system_find_user',
      'system_forget_full_buckets',
      'system_forget_idempotency_keys',
      'system_forget_mails',
      'system_forget_run_changes',
      'system_forget_sign_ins',
      'system_forget_webhook_events',
      'system_has_mail',
      'system_members_last_seen',
      'system_orphaned_sync_runs',
      'system_pause_requests',
      'system_provider_hosts',
      'system_put_ticket',
      'system_remove_account',
      'system_report_request',
      'system_request_budget',
      'system_reseal',
      'system_sealed_usage',
      'system_sealed_values',
      'system_sign_in_succeeded',
      'system_take_calls',
      'system_take_request',
      'system_take_ticket',
      'system_try_ticket',
      'system_user_names',
      'system_waiting_looks',
      'system_webhook',
    ]);
  });

  it('T04 shows nothing and takes nothing without a scope', async () => {
    const pool = new pg.Pool({ connectionString: product.database.runtimeUrl, max: 1 });
    try {
      for (const table of [
        'cases',
        'invoices',
        'clients',
        'connections',
        'notices',
        'accounts',
        'users',
        'sessions',
        'memberships',
      ]) {
        expect((await pool.query(`select * from ${table}`)).rows).toEqual([]);
      }
      await expect(pool.query('select * from schema_migrations')).rejects.toThrow(
        'permission denied',
      );
      for (const table of [
        'request_buckets',
        'request_waiting',
        'request_turns',
        'provider_hosts',
        'call_buckets',
        'sign_in_attempts',
      ])
        await expect(pool.query(`select * from ${table}`)).rejects.toThrow('permission denied');
      await expect(
        pool.query(
          "insert into clients (account_id, name, kind, country, language, created_at, updated_at) values ($1, 'x', 'business', 'PL', 'pl', now(), now())",
          [ours.accountId],
        ),
      ).rejects.toThrow('row-level security');
    } finally {
      await pool.end();
    }
  });

  it('neither shows nor changes rows of a foreign account, whatever the statement says', async () => {
    const tenancy = await product.get(Tenancy);
    const scope = systemScope(ours.accountId);
    const seen = await tenancy.inAccount(scope, (tx) =>
      tx.query<{ account_id: string }>('select distinct account_id from cases'),
    );
    expect(seen).toEqual([{ account_id: ours.accountId }]);
    expect(
      await tenancy.inAccount(scope, (tx) =>
        tx.execute("update clients set name = 'stolen' where account_id = $1", [theirs.accountId]),
      ),
    ).toBe(0);
    expect(
      await tenancy.inAccount(scope, (tx) =>
        tx.execute('delete from case_schedule where account_id = $1', [theirs.accountId]),
      ),
    ).toBe(0);
    await expect(
      tenancy.inAccount(scope, (tx) =>
        tx.execute('update clients set account_id = $1', [theirs.accountId]),
      ),
    ).rejects.toThrow('row-level security');
    expect(
      await tenancy.inAccount(scope, (tx) =>
        tx.query('select case_id from search_cases($1)', ['%']),
      ),
    ).toHaveLength(1);
  });

  it('T04 keeps two accounts apart over 10,000 interleaved transactions on three connections', async () => {
    const tenancy = await product.get(Tenancy);
    let foreign = 0;
    let total = 0;
    const one = async (firm: Firm, isFailing: boolean) => {
      try {
        const rows = await tenancy.inAccount(systemScope(firm.accountId), async (tx) => {
          const found = await tx.query<{ account_id: string }>('select account_id from cases');
          if (isFailing) throw new Error('half way');
          return found;
        });
        total += rows.length;
        foreign += rows.filter((row) => row.account_id !== firm.accountId).length;
      } catch (error) {
        if ((error as Error).message !== 'half way') throw error;
      }
    };
    for (let batch = 0; batch < 100; batch += 1) {
      await Promise.all(
        Array.from({ length: 100 }, (_unused, index) =>
          one(index % 2 === 0 ? ours : theirs, index % 7 === 0),
        ),
      );
    }
    expect(foreign).toBe(0);
    expect(total).toBe(100 * 85);
  }, 120_000);
});
