import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Outbox } from '../../../../test/factories/outbox.js';
import type { Caller } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';
import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';

describe('the freshness gate', () => {
  let world: SyncWorld;
  let smtp: SmtpDouble;
  let synced: SyncedFirm;
  let outbox: Outbox;
  let admin: Caller;

  beforeAll(async () => {
    world = await startSyncWorld('2026-06-01T07:00:00Z');
    smtp = await SmtpDouble.start();
    synced = await SyncedFirm.make(world, 'swieza');
    const { firm } = synced;
    const { product } = world;
    await firm.rows(
      `insert into memberships (account_id, user_id, role, created_at) values ($1, $2, 'admin', now())`,
      await product.user('admin-swieza'),
    );
    admin = await product.signedIn('admin-swieza');
    outbox = new Outbox(product, firm);
    await outbox.useSender(smtp.port);
    await firm.switchSending(true);
    await synced.sync();
    // whatever the books hold is to be reminded of
    await firm.rows('update cases set is_old_debt = false where account_id = $1');
    await firm.rows(
      'update connection_entries set is_decision_needed = false where account_id = $1',
    );
    await firm.rows('update own_reminders set is_question_open = false where account_id = $1');
    await firm.invoice(await firm.client('Ręczny'), { number: 'R/1', dueOn: '2026-05-20' });
    await firm.settle('2026-06-01');
    await firm.run('2026-06-01');
  });
  afterAll(async () => {
    await world.close();
    await smtp.close();
  });

  const connection = (columns: string) =>
    synced.firm.rows(`update connections set ${columns} where account_id = $1`);
  const waiting = async () => {
    const rows = await synced.firm.rows<{ reason: string | null }>(
      `select distinct reason from notices where account_id = $1 and state <> 'sent'`,
    );
    return rows.map(({ reason }) => reason);
  };
  const fresh = async () =>
    (await admin('GET', `/accounts/${synced.firm.accountId}/freshness`)).body;
  const later = (minutes: number) =>
    world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000).toISOString());

  it('holds everything of a connection that was last read too long ago, asks nobody, says so, and lets go what is kept by hand', async () => {
    expect(await fresh()).toEqual({ items: [], heldNotices: 0 });
    later(241);
    await outbox.work();
    expect(await waiting()).toEqual(['not-fresh: not-read-lately']);
    expect(smtp.mails).toHaveLength(1);
    const { items, heldNotices } = await fresh();
    expect(items).toMatchObject([
      { reason: 'not-read-lately', isAdminNeeded: false, limitMinutes: 240 },
    ]);
    expect(heldNotices).toBeGreaterThan(1);
  });

  it('tells syncs that fail, a refused key and a paused connection apart, and who must act', async () => {
    const told: unknown[] = [];
    for (const columns of ['failed_runs = 2', "state = 'needs_reconnect'", "state = 'paused'"]) {
      await connection(columns);
      later(16);
      await outbox.work();
      const [{ reason, isAdminNeeded }] = (await fresh()).items;
      told.push([reason, isAdminNeeded, ...(await waiting())]);
    }
    expect(told).toEqual([
      ['sync-failing', false, 'not-fresh: sync-failing'],
      ['key-refused', true, 'not-fresh: key-refused'],
      ['connection-paused', true, 'not-fresh: connection-paused'],
    ]);
    await connection("state = 'active'");
  });

  it('goes on by itself as soon as the connection has been read again', async () => {
    await synced.sync();
    expect(await fresh()).toMatchObject({ items: [] });
    // at once, and not when the held ones would be looked at again
    await outbox.work();
    expect(await waiting()).toEqual([]);
    expect(smtp.mails.length).toBeGreaterThan(2);
  });
});
