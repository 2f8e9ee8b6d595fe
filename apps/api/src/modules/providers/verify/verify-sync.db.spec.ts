import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { PaperProvider } from '../../../../test/support/paper-provider.js';
import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { ProviderCalls } from '../provider-calls.js';
import type { Difference } from './difference.js';
import { VerifySync } from './verify-sync.js';

let world: SyncWorld;
let synced: SyncedFirm;
let serial = 0;
beforeAll(async () => {
  world = await startSyncWorld('2026-06-01T08:00:00+02:00', { invoices: 150, mix: 'lifelike' });
});
afterAll(() => world.close());
beforeEach(async () => {
  synced = await SyncedFirm.make(world, `porownanie-${(serial += 1)}`);
});

const verify = async () => {
  const differences: Difference[] = [];
  const verified = await (
    await world.product.get(VerifySync)
  ).execute(
    systemScope(synced.firm.accountId),
    synced.connectionId,
    new AbortController().signal,
    (difference) => differences.push(difference),
  );
  expect(verified.differences).toBe(differences.length);
  return { verified, differences };
};
const short = (differences: readonly Difference[]) =>
  differences.map(({ kind, field, externalId }) => [externalId, kind, field]);
const rows = (sql: string, ...parameters: unknown[]) => synced.firm.rows(sql, ...parameters);
const openOnes = async () =>
  (
    await synced.firm.rows<{ id: string }>(
      `select external_id as id from invoices where account_id = $1 and collection = 'invoices' and kind = 'invoice' and balance_minor > 0
          and not is_draft and due_on < '2026-06-01' order by external_seq`,
    )
  ).map(({ id }) => id);

describe('comparing what is stored with the provider', () => {
  it('finds nothing after a sync, writes nothing, and asks for nothing one by one', async () => {
    await synced.syncToTheEnd();
    const before = await synced.endState();
    const { verified, differences } = await verify();
    expect(differences).toEqual([]);
    expect(verified.invoices).toBeGreaterThan(50);
    expect(verified.clients).toBeGreaterThan(10);
    expect(verified.apiCalls).toBeLessThan(20);
    expect(await synced.endState()).toEqual(before);
  });

  it('lists each thing that has changed there since', async () => {
    await synced.syncToTheEnd();
    const [paid, partPaid, removed] = (await openOnes()) as [string, string, string];
    const { infakt } = world.sandbox;
    infakt.pay(synced.key, { uuid: paid, paidOn: '2026-05-30' });
    infakt.partPay(synced.key, { uuid: partPaid, amountMinor: 100 });
    infakt.remove(synced.key, { uuid: removed });
    const { uuid: added } = infakt.issue(synced.key, {
      grossMinor: 5_000,
      issuedOn: '2026-05-01',
      dueOn: '2026-05-15',
    }) as { uuid: string };
    const differences = (await verify()).differences.filter(
      // the new document's client is new as well
      ({ collection }) => collection !== 'clients',
    );
    expect(new Set(short(differences).map((one) => JSON.stringify(one)))).toEqual(
      new Set(
        [
          [paid, 'open-amount', 'open'],
          [partPaid, 'open-amount', 'open'],
          [removed, 'missing-there', null],
          [added, 'missing-here', null],
        ].map((one) => JSON.stringify(one)),
      ),
    );
  });

  it('lists each thing that is stored otherwise than it came', async () => {
    await synced.syncToTheEnd();
    const [late, dear, other] = (await openOnes()) as [string, string, string];
    await rows(
      `update invoices set due_on = due_on - 1 where account_id = $1 and external_id = $2`,
      late,
    );
    await rows(
      'update invoices set gross_minor = gross_minor + 1 where account_id = $1 and external_id = $2',
      dear,
    );
    await rows(
      'update invoices set is_draft = true where account_id = $1 and external_id = $2',
      other,
    );
    const [client] = await synced.firm.rows<{ id: string; external_id: string }>(
      `update clients set city = 'Nigdzie' where account_id = $1 and id = (
         select id from clients where account_id = $1 and external_id not like 'snapshot:%' order by id limit 1) returning id, external_id`,
    );
    const { differences } = await verify();
    expect(short(differences)).toEqual(
      expect.arrayContaining([
        [late, 'due-date', 'dueOn'],
        [dear, 'amount', 'gross'],
        [other, 'state', 'state'],
        [client!.external_id, 'client', 'city'],
      ]),
    );
    expect(new Set(differences.map(({ externalId }) => externalId))).toEqual(
      new Set([late, dear, other, client!.external_id]),
    );
  });
});

it('knows at the end of a list without an order what was not on it', async () => {
  const calls = await world.product.get(ProviderCalls);
  const real = calls.open.bind(calls);
  const paper = new PaperProvider(() => world.clock.now(), {});
  await paper.playIn(world.product);
  try {
    for (const id of ['1', '2', '3', '4', '5']) paper.write(id);
    await synced.sync();
    expect((await verify()).differences).toEqual([]);
    paper.remove('2');
    paper.pay('5');
    expect(short((await verify()).differences)).toEqual([
      ['2', 'missing-there', null],
      ['5', 'open-amount', 'open'],
    ]);
  } finally {
    Object.assign(calls, { open: real });
  }
});
