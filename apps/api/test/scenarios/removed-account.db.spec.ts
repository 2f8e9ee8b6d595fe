import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { RemoveAccount } from '../../src/modules/accounts/admin/remove-account.js';
import { Outbox } from '../factories/outbox.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

describe('O04 an account whose 30 days are over', () => {
  let world: SyncWorld;
  let smtp: SmtpDouble;
  let gone: SyncedFirm;
  let kept: SyncedFirm;

  beforeAll(async () => {
    smtp = await SmtpDouble.start();
    world = await startSyncWorld('2026-03-17T10:00:00+01:00', { limits: false });
    gone = await fullFirm('znika');
    kept = await fullFirm('zostaje');
  });
  afterAll(async () => {
    await world.close();
    await smtp.close();
  });

  /** A firm that has lived: synced, ran, sent, invited, switched and was looked into. */
  async function fullFirm(name: string): Promise<SyncedFirm> {
    const synced = await SyncedFirm.make(world, name);
    await synced.sync();
    const outbox = new Outbox(world.product, synced.firm);
    await synced.firm.switchSending(true);
    await outbox.useSender(smtp.port);
    await outbox.plan([{ name: 'Alfa' }]);
    const [invoice] = await synced.firm.rows<{ id: string }>(
      "select id from invoices where account_id = $1 and connection_id is null and number = 'FV/1'",
    );
    await synced.firm.pay(invoice!.id, 100, '2026-03-16');
    await outbox.work();
    const person = await world.product.user(`admin-${name}`);
    await world.product.owner.query(
      "insert into memberships (account_id, user_id, role, created_at) values ($1, $2, 'admin', now())",
      [synced.firm.accountId, person],
    );
    const admin = await world.product.signedIn(`admin-${name}`);
    const url = `/accounts/${synced.firm.accountId}`;
    await admin('POST', `${url}/invitations`, { email: `${name}@x.example`, role: 'viewer' });
    await admin('PUT', `${url}/features`, { items: [{ key: 'api-keys', isOn: false }] });
    await admin('PUT', `${url}/features`, { items: [{ key: 'api-keys', isOn: true }] });
    await admin('POST', `${url}/api-keys`, { name: 'k', scopes: ['read'], expiresInDays: 7 });
    return synced;
  }

  const tables = async () =>
    (
      await world.product.owner.query<{ name: string }>(
        `select c.relname as name from pg_class c
          where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
      )
    ).rows.map((row) => row.name);
  /** Every row of every table that mentions the account anywhere, by table. */
  const traces = async (accountId: string) => {
    const found: Record<string, number> = {};
    for (const table of await tables()) {
      const { rows } = await world.product.owner.query<{ n: number }>(
        `select count(*)::int as n from public.${table} t where t::text like '%' || $1 || '%'`,
        [accountId],
      );
      if (rows[0]!.n > 0) found[table] = rows[0]!.n;
    }
    return found;
  };

  it('can be removed from every table there is, also from those that come later', async () => {
    const { rows } = await world.product.owner.query(
      `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and not (has_table_privilege('invoicetracker_system', c.oid, 'delete') and has_table_privilege('invoicetracker_system', c.oid, 'select'))`,
    );
    expect(rows).toEqual([]);
  });

  it('leaves no row anywhere, and touches nobody else', async () => {
    const remove = await world.product.get(RemoveAccount);
    await world.product.owner.query(
      "select system_forget_full_buckets(now() + interval '2 minutes')",
    );
    const others = await traces(kept.firm.accountId);
    const before = await traces(gone.firm.accountId);
    expect(Object.keys(before).length).toBeGreaterThan(25);

    expect(await remove.execute(gone.firm.accountId)).toBe(false);
    await world.product.owner.query(
      "update accounts set state = 'deleting', deletion_requested_at = now(), deletes_on = (now() at time zone 'UTC')::date + 1 where id = $1",
      [gone.firm.accountId],
    );
    expect(await remove.due()).toEqual([]);
    expect(await remove.execute(gone.firm.accountId)).toBe(false);
    expect(await traces(gone.firm.accountId)).toEqual(before);

    await world.product.owner.query(
      "update accounts set deletes_on = (now() at time zone 'UTC')::date where id = $1",
      [gone.firm.accountId],
    );
    expect(await remove.due()).toEqual([gone.firm.accountId]);
    const both = await Promise.all([
      remove.execute(gone.firm.accountId),
      remove.execute(gone.firm.accountId),
    ]);
    expect(both.sort()).toEqual([false, true]);
    // Counters of calls a minute go by themselves as soon as they say nothing more.
    await world.product.owner.query(
      "select system_forget_full_buckets(now() + interval '2 minutes')",
    );
    expect(await traces(gone.firm.accountId)).toEqual({ instance_audit_entries: 1 });
    expect(await traces(kept.firm.accountId)).toEqual(others);
    const endState = await kept.endState();
    expect(JSON.stringify(endState).length).toBeGreaterThan(1000);
  });

  it('leaves its people, who may belong to other accounts', async () => {
    const { rows } = await world.product.owner.query(
      "select username from users where username = 'admin-znika'",
    );
    expect(rows).toHaveLength(1);
  });
});
