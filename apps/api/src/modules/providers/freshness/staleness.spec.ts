import { expect, it } from '@jest/globals';

import { freshnessLimit, type ReadState, staleness } from './staleness.js';

const NOW = new Date('2026-03-17T10:00:00Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const read = (change: Partial<ReadState> = {}): ReadState => ({
  state: 'active',
  failedRuns: 0,
  lastGoodSyncAt: ago(60),
  freshnessMinutes: 240,
  syncEveryMinutes: 120,
  ...change,
});

it.each<[string, Partial<ReadState>, boolean, string | null]>([
  ['one that was read an hour ago', {}, false, null],
  ['one at the limit', { lastGoodSyncAt: ago(240) }, false, null],
  ['one past the limit', { lastGoodSyncAt: ago(241) }, false, 'not-read-lately'],
  ['one whose syncs fail', { lastGoodSyncAt: ago(241), failedRuns: 3 }, false, 'sync-failing'],
  ['one that failed once and is young enough', { failedRuns: 1 }, false, null],
  ['one with a refused key', { state: 'needs_reconnect' }, false, 'key-refused'],
  ['a paused one', { state: 'paused' }, false, 'connection-paused'],
  ['one that was never read', { lastGoodSyncAt: null }, false, null],
  ['an archive of yesterday evening', { lastGoodSyncAt: ago(900) }, true, null],
  ['an archive of the day before', { lastGoodSyncAt: ago(1441) }, true, 'not-read-lately'],
])('judges %s', (_what, change, isArchive, reason) => {
  expect(staleness(read(change), isArchive, NOW)).toBe(reason);
});

it('never stops an account between one sync and the next', () => {
  expect(freshnessLimit({ freshnessMinutes: 30, syncEveryMinutes: 480 }, false)).toBe(960);
  expect(freshnessLimit({ freshnessMinutes: 600, syncEveryMinutes: 60 }, false)).toBe(600);
});
