import { expect, it } from 'vitest';
import type { StaleConnection } from '../../../shared/api/schemas.js';
import { expectRequests } from '../../../shared/testing/scripted-http.js';
import { ACCOUNT_API, pageText, showScreen } from '../../../shared/testing/show-screen.js';
import FreshnessBanner from './FreshnessBanner.vue';

const stale = (change: Partial<StaleConnection>): StaleConnection => ({
  connectionId: '01997d3f-0002-7c41-9a55-0f3e6f6f2a10',
  name: 'inFakt',
  provider: 'infakt',
  reason: 'key-refused',
  isAdminNeeded: true,
  lastGoodSyncAt: '2026-11-21T06:00:00.000Z',
  limitMinutes: 270,
  ...change,
});
const words = () => pageText().replace(/\u00a0/g, ' ');
async function show(items: StaleConnection[], heldNotices = 0): Promise<void> {
  expectRequests({ request: `GET ${ACCOUNT_API}/freshness`, answer: { items, heldNotices } });
  await showScreen(FreshnessBanner, { area: 'why' });
}

it('says nothing where all is fresh', async () => {
  await show([]);
  expect(words()).toBe('');
});

it('names the connection, since when, who must act, and what waits', async () => {
  await show([stale({})], 2);
  expect(words()).toContain('“inFakt”: the key is refused');
  expect(words()).toContain('21 Nov 2026');
  expect(words()).toContain('4.5 h old at most');
  expect(words()).toContain('An administrator has to see to it.');
  expect(words()).toContain('2 notices wait');
});

it('says what goes on by itself', async () => {
  await show([stale({ reason: 'sync-failing', isAdminNeeded: false, lastGoodSyncAt: null })]);
  expect(words()).toContain('syncs fail');
  expect(words()).toContain('It has never been read to the end.');
  expect(words()).toContain('by itself after the next good sync');
  expect(words()).not.toContain('wait');
});
