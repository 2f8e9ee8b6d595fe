import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { DryRunSync } from './dry-run-sync.js';

describe('a dry run', () => {
  let world: SyncWorld;
  let synced: SyncedFirm;
  beforeAll(async () => {
    world = await startSyncWorld('2026-06-01T10:00:00+02:00', { invoices: 120, mix: 'open' });
    synced = await SyncedFirm.make(world, 'proba');
  });
  afterAll(() => world.close());

  const dryRun = async (daysAhead?: number) =>
    (await world.product.get(DryRunSync)).execute(
      systemScope(synced.firm.accountId),
      synced.connectionId,
      { daysAhead },
      new AbortController().signal,
    );
  const everything = () =>
    synced.firm.rows(
      `select (select count(*) from invoices where account_id = $1) as invoices, (select count(*) from clients where account_id = $1) as clients,
              (select count(*) from cases where account_id = $1) as cases, (select count(*) from sync_runs where account_id = $1) as runs,
              (select count(*) from sync_rechecks where account_id = $1) as rechecks, (select count(*) from payments where account_id = $1) as payments`,
    );

  it('says what a first sync would bring, and writes nothing', async () => {
    const before = await everything();
    expect(await dryRun()).toMatchObject({
      dueUntil: '2026-06-03',
      added: 120,
      updated: 0,
      missing: 0,
      isBudgetSpent: false,
    });
    expect(await everything()).toEqual(before);
  });

  it('says what has changed since', async () => {
    await synced.syncToTheEnd();
    const [paid, shrunk] = await synced.firm.rows<{ uuid: string }>(
      'select external_id as uuid from invoices where account_id = $1 order by external_id limit 2',
    );
    world.sandbox.infakt.pay(synced.key, { uuid: paid!.uuid });
    world.sandbox.infakt.partPay(synced.key, { uuid: shrunk!.uuid, amountMinor: 1 });
    world.sandbox.infakt.issue(synced.key, { grossMinor: 5000, dueOn: '2026-05-20' });
    const before = await everything();
    expect(await dryRun()).toMatchObject({ added: 1, updated: 1, missing: 1, skipped: 118 });
    expect(await everything()).toEqual(before);
  });

  it('looks as many days ahead as it is told', async () => {
    world.sandbox.infakt.issue(synced.key, { grossMinor: 5000, dueOn: '2026-06-20' });
    expect(await dryRun(19)).toMatchObject({ dueUntil: '2026-06-20', added: 2 });
  });
});
