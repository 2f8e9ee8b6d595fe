import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { RunAccountDay } from '../../src/modules/cases/run-account-day.js';
import { nothingCounted } from '../../src/modules/notifications/outbox/account-obstacle.js';
import { NoticeClaims } from '../../src/modules/notifications/outbox/notice-claims.js';
import { PrepareHandOver } from '../../src/modules/notifications/outbox/prepare-hand-over.js';
import { SenderPermits } from '../../src/modules/notifications/outbox/sender-permits.js';
import { readWorkingSenders } from '../../src/modules/notifications/senders/sender.reader.js';
import { Sealer } from '../../src/platform/sealing/sealer.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { Tenancy } from '../../src/platform/tenancy/tenancy.js';
import { Outbox } from '../factories/outbox.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

/** What puts an account to rest, and what wakes it. */
const RESTS: readonly [what: string, rest: string, wake: string][] = [
  [
    'suspended',
    "update accounts set state = 'suspended', suspended_reason = 'test' where id = $1",
    "update accounts set state = 'active', suspended_reason = null where id = $1",
  ],
  [
    'closed for deletion',
    "update accounts set state = 'deleting', deletion_requested_at = now(), deletes_on = now()::date + 30 where id = $1",
    "update accounts set state = 'active', deletion_requested_at = null, deletes_on = null where id = $1",
  ],
  [
    'without the features',
    "insert into account_features (account_id, feature, is_on, updated_at) values ($1, 'infakt', false, now()), ($1, 'reminders', false, now())",
    'delete from account_features where account_id = $1',
  ],
];

describe('an account at rest', () => {
  let world: SyncWorld;
  let smtp: SmtpDouble;
  let serial = 0;
  let synced: SyncedFirm;
  let outbox: Outbox;

  beforeAll(async () => {
    smtp = await SmtpDouble.start();
    world = await startSyncWorld('2026-03-17T10:00:00+01:00', { limits: false });
  });
  afterAll(async () => {
    await world.close();
    await smtp.close();
  });
  beforeEach(async () => {
    smtp.mails.length = 0;
    synced = await SyncedFirm.make(world, `rest-${(serial += 1)}`);
    outbox = new Outbox(world.product, synced.firm);
    await synced.firm.switchSending(true);
    await outbox.useSender(smtp.port);
    await outbox.plan([{ name: 'Alfa' }, { name: 'Beta' }]);
  });

  /** What the tick would wake for this firm. */
  const due = async () => {
    const tenancy = await world.product.get(Tenancy);
    const now = world.clock.now();
    const sources = {
      runs: 'select account_id from system_due_daily_runs($1, $1)',
      syncs: 'select account_id from system_due_syncs($1, $1)',
      orphans:
        "select account_id from system_orphaned_sync_runs(now() + interval '1 day', now() + interval '1 day') where $1 is not null",
      notices: 'select account_id from system_accounts_with_notices($1, $1)',
    };
    const found: string[] = [];
    for (const [name, sql] of Object.entries(sources)) {
      const rows = await tenancy.withoutScope((tx) =>
        tx.query<{ account_id: string }>(sql.replaceAll('$1', '$1::timestamptz'), [now]),
      );
      if (rows.some((row) => row.account_id === synced.firm.accountId)) found.push(name);
    }
    return found;
  };
  const put = (sql: string) => world.product.owner.query(sql, [synced.firm.accountId]);

  it.each(RESTS)(
    '%s neither syncs nor sends, and goes on when it is woken',
    async (_what, rest, wake) => {
      await synced.firm.rows('delete from daily_runs where account_id = $1 returning 1');
      expect(await due()).toEqual(['runs', 'syncs', 'notices']);
      await put(rest);
      expect(await due()).toEqual([]);

      // Jobs that were queued before find nothing to do.
      await outbox.work();
      expect(smtp.mails).toEqual([]);
      expect((await outbox.states()).map((row) => row.state)).not.toContain('sent');
      expect((await synced.sync()).state).toBe('queued');
      expect(await due()).toEqual([]);
      const run = await world.product.get(RunAccountDay);
      expect((await run.execute(synced.firm.accountId, '2026-03-17')).isRun).toBe(false);

      await put(wake);
      expect(await due()).toEqual(['runs', 'orphans', 'notices']);
      expect((await synced.sync()).state).toBe('succeeded');
      await outbox.work();
      expect(smtp.mails).toHaveLength(2);
    },
  );

  it('stops a sync in the middle, keeps what was written, and goes on at its cursor', async () => {
    const { rows } = await world.product.owner.query<{ n: number }>(
      'select count(*)::int as n from invoices where account_id = $1',
      [synced.firm.accountId],
    );
    const before = rows[0]!.n;
    const stopping = synced.sync();
    let written = before;
    while (written === before) {
      written = (
        await synced.firm.rows<{ n: number }>(
          'select count(*)::int as n from invoices where account_id = $1',
        )
      )[0]!.n;
    }
    await put(RESTS[0]![1]);
    const stopped = await stopping;
    expect(stopped.state).toBe('running');
    await put(RESTS[0]![2]);
    await world.product.owner.query(
      "update sync_runs set lease_until = now() - interval '1 second'",
    );
    expect((await synced.sync()).state).toBe('succeeded');
  });

  it('lets nothing leave of what was claimed a moment before', async () => {
    const scope = systemScope(synced.firm.accountId);
    const tenancy = await world.product.get(Tenancy);
    const sealer = await world.product.get(Sealer);
    const [sender] = await tenancy.inAccount(scope, (tx) => readWorkingSenders(tx, scope, sealer));
    const through = { sender: sender!, permits: new SenderPermits(sender!) };
    const [notice] = await (await world.product.get(NoticeClaims)).next(scope, sender!, 1);
    await put(RESTS[0]![1]);
    const [prepared] = await (
      await world.product.get(PrepareHandOver)
    ).execute(scope, [notice!], nothingCounted(), through);
    expect(prepared).toMatchObject({
      kind: 'account-waits',
      obstacle: { reason: 'account-suspended' },
    });
    expect(await outbox.deliveries()).toEqual([]);
  });
});
