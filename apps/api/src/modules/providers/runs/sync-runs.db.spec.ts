import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import type { Caller } from '../../../../test/support/product.js';
import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';
import type { SyncIssueView, SyncRunView } from './sync-runs.dto.js';

const ABSENT = '018f0000-0000-7000-8000-000000000000';

describe('sync runs over HTTP', () => {
  let world: SyncWorld;
  let ours: SyncedFirm;
  let run: SyncRunView;
  let call: Caller;
  let url: string;

  beforeAll(async () => {
    world = await startSyncWorld('2026-06-01T10:00:00+02:00', { invoices: 60, mix: 'open' });
    ours = await SyncedFirm.make(world, 'nasza');
    const userId = await world.product.user('anna');
    await world.product.owner.query(
      `insert into memberships (account_id, user_id, role, created_at) values ($1, $2, 'viewer', now())`,
      [ours.firm.accountId, userId],
    );
    for (const kind of ['bad-row', 'wrong-currency'] as const)
      world.sandbox.infakt.fault({ match: '^/invoices\\.json', kind });
    run = await ours.sync();
    call = await world.product.signedIn('anna');
    url = `/accounts/${ours.firm.accountId}/sync-runs`;
  });
  afterAll(() => world.close());

  it('tells which rows were set aside, why, and what they looked like', async () => {
    const { status, body } = await call('GET', `${url}/${run.id}/issues`);
    expect(status).toBe(200);
    expect(body.nextCursor).toBeNull();
    expect(body.items).toHaveLength(run.counts.setAside);
    const [spoilt] = body.items.filter(
      (issue: SyncIssueView) => issue.collection === 'invoices',
    ) as SyncIssueView[];
    expect(spoilt).toMatchObject({
      reason: 'malformed',
      detail: expect.stringContaining('gross_price'),
      record: { uuid: spoilt!.externalId, gross_price: '349.00' },
    });
  });

  it('tells them page by page, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await call(
        'GET',
        `${url}/${run.id}/issues?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      expect(body.items.length).toBeLessThanOrEqual(1);
      seen.push(...body.items.map((issue: SyncIssueView) => issue.id));
      cursor = body.nextCursor;
    }
    expect(seen).toHaveLength(run.counts.setAside);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(1);
  });

  it.each(['limit=0', 'limit=201', 'cursor=not-ours', 'sort=id'])(
    'refuses "%s" and names the field',
    async (query) => {
      const { status, body } = await call('GET', `${url}/${run.id}/issues?${query}`);
      expect(status).toBe(400);
      expect(body.errors.map((problem: { field: string }) => problem.field)).toEqual([
        query.split('=')[0],
      ]);
    },
  );

  it.each(['', '/issues'])(
    'T01 answers 404 at "…%s" for a run of another account, as for one that is not there',
    async (path) => {
      const theirs = await SyncedFirm.make(world, `obca${path.length}`);
      const foreign = await theirs.sync();
      const absent = await call('GET', `${url}/${ABSENT}${path}`);
      const answer = await call('GET', `${url}/${foreign.id}${path}`);
      expect(answer.status).toBe(404);
      expect({ ...answer.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
    },
  );

  it.each([
    ['trigger=person&isTroubled=true&state=succeeded', 1],
    ['trigger=schedule', 0],
    ['state=cancelled', 0],
    ['to=2020-01-01', 0],
    ['from=2020-01-01', 1],
  ])('narrows the history to %s', async (query, count) => {
    const { status, body } = await call('GET', `${url}?${query}`);
    expect(status).toBe(200);
    expect(body.items).toHaveLength(count);
  });

  it.each(['from=2026-13-01', 'to=soon', 'trigger=nobody', 'isTroubled=false'])(
    'refuses the filter "%s"',
    async (query) => {
      const { status, body } = await call('GET', `${url}?${query}`);
      expect(status).toBe(400);
      expect(body.errors[0].field).toBe(query.split('=')[0]);
    },
  );

  it('tells when a run went by the calendar that people read', () => {
    const minutesFrom = (at: string | null) =>
      (Date.parse(at ?? '') - Date.parse('2026-06-01T08:00:00Z')) / 60_000;
    for (const at of [run.queuedAt, run.startedAt, run.finishedAt]) {
      expect(minutesFrom(at)).toBeGreaterThanOrEqual(0);
      expect(minutesFrom(at)).toBeLessThan(60);
    }
  });

  it('T01 answers 404 for a connection of another account, as for one that is not there', async () => {
    const theirs = await SyncedFirm.make(world, 'obca-galaz');
    const root = `/accounts/${ours.firm.accountId}`;
    for (const list of ['sync-runs', 'sync-runs/statistics', 'sync-issues'])
      for (const connectionId of [theirs.connectionId, ABSENT]) {
        const answer = await call('GET', `${root}/${list}?connectionId=${connectionId}`);
        expect({ list, status: answer.status }).toEqual({ list, status: 404 });
      }
  });

  it('shows one account only its own runs', async () => {
    const { body } = await call('GET', url);
    expect(body.items.map((one: SyncRunView) => one.id)).toEqual([run.id]);
    const stranger = await Firm.make(world.product, 'Cudza');
    expect((await call('GET', `/accounts/${stranger.accountId}/sync-runs`)).status).toBe(404);
  });
});
