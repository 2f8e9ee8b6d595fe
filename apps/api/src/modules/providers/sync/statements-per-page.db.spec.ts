import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';

import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';

/** What a page may cost, the beginning and the end of its transaction included. */
const MOST = 8;

describe('a page of a sync', () => {
  let world: SyncWorld;
  let synced: SyncedFirm;
  beforeAll(async () => {
    world = await startSyncWorld('2026-06-01T10:00:00+02:00', { mix: 'lifelike' });
    synced = await SyncedFirm.make(world, 'strony');
  });
  afterAll(() => world.close());
  afterEach(() => void jest.restoreAllMocks());

  /** The statements of each transaction that moved the run's cursor over invoices. */
  const pagesOf = async (work: () => Promise<unknown>): Promise<string[][]> => {
    const open = new Map<unknown, string[]>();
    const done: string[][] = [];
    const real = pg.Client.prototype.query;
    jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...given: unknown[]
    ) {
      const text = String((given[0] as { text?: string }).text ?? given[0]);
      if (text.startsWith('begin')) open.set(this, []);
      open.get(this)?.push(text);
      if (text === 'commit' && open.has(this)) {
        done.push(open.get(this)!);
        // what comes between two transactions belongs to neither
        open.delete(this);
      }
      return (real as (...query: unknown[]) => unknown).apply(this, given);
    } as never);
    await work();
    jest.restoreAllMocks();
    return done.filter(
      (texts) =>
        texts.some((text) => text.includes('insert into sync_issues')) &&
        texts.some((text) => text.includes('insert into sync_rechecks')),
    );
  };

  it(`costs at most ${MOST} statements when everything on it is new`, async () => {
    const pages = await pagesOf(() => synced.sync());
    expect(pages.length).toBeGreaterThanOrEqual(7);
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(MOST);
  });

  it('costs five when nothing has changed, the last one six: it says how far the pass has come', async () => {
    const pages = await pagesOf(() => synced.sync());
    expect(pages.map((page) => page.length)).toEqual(
      pages.map((_, index) => (index === pages.length - 1 ? 6 : 5)),
    );
  });

  it('needs no request for an invoice that the list shows', async () => {
    const other = await SyncedFirm.make(world, 'drugie');
    world.sandbox.infakt.resetRequests();
    await other.sync();
    const paths = Object.keys(world.sandbox.infakt.requests().counts);
    expect(paths.length).toBeGreaterThanOrEqual(6);
    expect(paths.filter((path) => /\/[0-9a-f]{8}-/.test(path))).toEqual([]);
  });
});
