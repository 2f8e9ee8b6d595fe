import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Caller } from '../../../../test/support/product.js';
import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';
import type { SyncIssueView } from '../runs/sync-runs.dto.js';

describe('rows that were set aside', () => {
  let world: SyncWorld;
  let call: Caller;

  beforeAll(async () => {
    world = await startSyncWorld('2026-06-01T10:00:00+02:00', { invoices: 40, mix: 'open' });
    await world.product.user('anna');
    call = await world.product.signedIn('anna');
  });
  afterAll(() => world.close());

  async function make(name: string): Promise<SyncedFirm> {
    const synced = await SyncedFirm.make(world, name);
    await synced.firm.rows(
      "insert into memberships (account_id, user_id, role, created_at) select $1, id, 'accountant', now() from users where username = 'anna'",
    );
    return synced;
  }
  const path = ({ firm }: SyncedFirm) => `/accounts/${firm.accountId}/sync-issues`;
  const spoil = (times = 1) =>
    world.sandbox.infakt.fault({ match: '^/invoices\\.json', kind: 'bad-row', times });
  async function spoilt(synced: SyncedFirm, query = ''): Promise<SyncIssueView[]> {
    const { status, body } = await call('GET', `${path(synced)}?reason=malformed${query}`);
    expect(status).toBe(200);
    return body.items as SyncIssueView[];
  }
  const storedCount = async ({ firm }: SyncedFirm, externalId: string | null): Promise<number> =>
    (
      await firm.rows(
        'select 1 from invoices where account_id = $1 and external_id = $2',
        externalId,
      )
    ).length;

  it('are one thing however many runs meet them, and belong to each of these runs', async () => {
    const synced = await make('dwa-razy');
    spoil();
    const first = await synced.sync();
    spoil();
    const second = await synced.sync();
    const all = await spoilt(synced);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ state: 'open', canRetry: true });
    expect(all[0]!.findings).toContainEqual({
      code: expect.stringMatching(/^(not|missing|empty)/),
      field: expect.any(String),
      value: null,
    });
    for (const run of [first, second])
      expect((await spoilt(synced, `&runId=${run.id}`)).map(({ id }) => id)).toEqual([all[0]!.id]);
    expect(second.counts.setAside).toBe(first.counts.setAside);
  });

  it('are counted on their connection while they are open, and by reason', async () => {
    const synced = await make('licz');
    spoil();
    await synced.sync();
    const root = `/accounts/${synced.firm.accountId}`;
    const openRows = async () =>
      (await call('GET', `${root}/connections/${synced.connectionId}`)).body.openRows as number;
    const before = await openRows();
    const reasons = async () =>
      (await call('GET', `${path(synced)}/reasons?connectionId=${synced.connectionId}`)).body.items;
    expect(await reasons()).toContainEqual({ reason: 'malformed', open: 1, ignored: 0, solved: 0 });
    const [row] = await spoilt(synced);
    await call('POST', `${path(synced)}/ignore`, { issueIds: [row!.id] });
    expect(await openRows()).toBe(before - 1);
    expect(await reasons()).toContainEqual({ reason: 'malformed', open: 0, ignored: 1, solved: 0 });
  });

  it('are solved by themselves when a later run can read them', async () => {
    const synced = await make('samo');
    spoil();
    await synced.sync();
    const [row] = await spoilt(synced, '&state=open');
    await synced.sync();
    expect(await spoilt(synced, '&state=open')).toEqual([]);
    expect((await spoilt(synced, '&state=solved')).map(({ id }) => id)).toEqual([row!.id]);
    expect(await storedCount(synced, row!.externalId)).toBe(1);
  });

  it('stay ignored while they are as they were, and come back when they change', async () => {
    const synced = await make('pomin');
    spoil();
    await synced.sync();
    const [row] = await spoilt(synced);
    const body = { issueIds: [row!.id] };
    expect((await call('POST', `${path(synced)}/ignore`, body)).status).toBe(204);
    spoil();
    const again = await synced.sync();
    expect(again.counts.setAside).toBe(0);
    expect((await spoilt(synced))[0]).toMatchObject({ id: row!.id, state: 'ignored' });

    await synced.firm.rows("update sync_issues set content_hash = '\\x00' where account_id = $1");
    spoil();
    const changed = await synced.sync();
    expect(changed.counts.setAside).toBe(1);
    expect((await spoilt(synced))[0]).toMatchObject({ id: row!.id, state: 'open' });
  });

  it('can be asked for by themselves: the row is stored, and solved', async () => {
    const synced = await make('ponow');
    spoil();
    await synced.sync();
    const [row] = await spoilt(synced);
    expect(await storedCount(synced, row!.externalId)).toBe(0);
    const { status, body } = await call('POST', `${path(synced)}/retry`, { issueIds: [row!.id] });
    expect(status).toBe(200);
    const solved = { issueId: row!.id, outcome: 'solved', code: null, detail: null, findings: [] };
    expect(body.items).toEqual([solved]);
    expect(await storedCount(synced, row!.externalId)).toBe(1);
    expect((await spoilt(synced))[0]!.state).toBe('solved');
  });

  it('say so when the provider cannot be asked, and stay as they are', async () => {
    const synced = await make('cisza');
    spoil();
    await synced.sync();
    const [row] = await spoilt(synced);
    await synced.firm.rows("update connections set state = 'paused' where account_id = $1");
    const { body } = await call('POST', `${path(synced)}/retry`, { issueIds: [row!.id] });
    expect(body.items).toMatchObject([{ outcome: 'not-asked' }]);
    expect((await spoilt(synced))[0]!.state).toBe('open');
  });

  it('T01 are 404 for another account, and then nothing is changed', async () => {
    const ours = await make('nasza');
    const theirs = await SyncedFirm.make(world, 'obca');
    for (const synced of [ours, theirs]) {
      spoil();
      await synced.sync();
    }
    const [mine] = await spoilt(ours);
    const [foreign] = await theirs.firm.rows<{ id: string }>(
      'select id from sync_issues where account_id = $1',
    );
    for (const what of ['ignore', 'retry', 'reopen']) {
      const issueIds = [mine!.id, foreign!.id];
      expect((await call('POST', `${path(ours)}/${what}`, { issueIds })).status).toBe(404);
    }
    expect((await spoilt(ours))[0]!.state).toBe('open');
  });
});
