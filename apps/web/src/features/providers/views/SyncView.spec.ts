import { afterEach, expect, it, vi } from 'vitest';
import type { ConnectionView, SyncRunView } from '../../../shared/api/schemas.js';
import { expectRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  button,
  field,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import { aConnection } from '../testing/a-connection.js';
import { aRun } from '../testing/a-run.js';
import SyncView from './SyncView.vue';

const connections = (...items: ConnectionView[]) => ({
  request: `GET ${ACCOUNT_API}/connections`,
  answer: { items, nextCursor: null },
});
const runs = (...items: SyncRunView[]) => ({
  request: `GET ${ACCOUNT_API}/sync-runs?limit=20`,
  answer: { items, nextCursor: null },
});

afterEach(() => vi.useRealTimers());

const EVENTS = `GET ${ACCOUNT_API}/sync-runs/run-1/events`;
const told = (...states: SyncRunView[]) => ({
  request: EVENTS,
  events: states.map((data) => ({ event: 'run', data })),
});
const queued = aRun({ state: 'queued', phase: null, total: null, seen: 0 });
const done = aRun({ state: 'succeeded', phase: null, finishedAt: '2026-11-21T08:00:09Z' });
const start = { request: `POST ${ACCOUNT_API}/connections/c-1/syncs`, answer: queued };

it('starts one run however often the button is pressed, and follows it to the end', async () => {
  expectRequests(connections(aConnection()), runs());
  await showScreen(SyncView, { area: 'providers' });

  expectRequests(start, told(queued, aRun(), done), runs(queued), runs(done));
  expectRequests(connections(aConnection({ lastRun: done })));
  button('Sync now').click();
  button('Sync now').click();
  await quiet();
  expect(pageText()).toContain('90 new, 3 updated, 0 closed');
  expect(button('Sync now').disabled).toBe(false);
});

it('shows phase, pages, counts and what is left after a reload in the middle', async () => {
  const middle = aRun({ estimatedMsLeft: 65_000 });
  expectRequests(connections(aConnection({ lastRun: aRun({ seen: 0 }) })), runs(), told(middle));
  await showScreen(SyncView, { area: 'providers' });
  expect(pageText()).toContain('Reading invoices: 100 of 282');
  expect(pageText()).toContain('90 new, 3 updated, 1 pages, 4 requests');
  expect(pageText()).toContain('about 1 min 5 secs left');
  expect(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('35');
  expect(button('Syncing…').disabled).toBe(true);
});

it('asks each second where the stream cannot be had', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] });
  const refused = { request: EVENTS, status: 429, answer: { code: 'too-many-streams' } };
  expectRequests(connections(aConnection({ lastRun: queued })), runs(), refused);
  await showScreen(SyncView, { area: 'providers' });
  const asked = { request: `GET ${ACCOUNT_API}/sync-runs/run-1` };
  expectRequests({ ...asked, answer: aRun() });
  await vi.advanceTimersByTimeAsync(1100);
  expect(pageText()).toContain('Reading invoices: 100 of 282');
  expectRequests({ ...asked, answer: done }, connections(aConnection({ lastRun: done })));
  expectRequests(runs(done));
  await vi.advanceTimersByTimeAsync(1100);
  expect(pageText()).toContain('90 new, 3 updated, 0 closed');
});

it('stops a run, and offers to go on with it', async () => {
  expectRequests(connections(aConnection({ lastRun: aRun() })), runs(), told(aRun()));
  await showScreen(SyncView, { area: 'providers' });
  const cancelled = aRun({ state: 'cancelled', finishedAt: '2026-11-21T08:00:09Z' });
  expectRequests({ request: `POST ${ACCOUNT_API}/sync-runs/run-1/cancel`, answer: cancelled });
  expectRequests(connections(aConnection({ lastRun: cancelled })), runs(cancelled));
  await press('Stop');
  expect(pageText()).toContain('Stopped');
  expect(button('Go on').disabled).toBe(false);
});

it('narrows the history, and holds it in the address', async () => {
  expectRequests(connections(aConnection()), {
    request: `GET ${ACCOUNT_API}/sync-runs?limit=20&state=failed`,
    answer: { items: [], nextCursor: null },
  });
  await showScreen(SyncView, { area: 'providers', at: '?state=failed' });
  expect(field('State').value).toBe('failed');
  expect(pageText()).toContain('No run fits these filters');
  expectRequests({
    request: `GET ${ACCOUNT_API}/sync-runs?limit=20&state=failed&isTroubled=true`,
    answer: { items: [aRun({ state: 'failed' })], nextCursor: null },
  });
  await press('With errors');
  expect(button('With errors').getAttribute('aria-pressed')).toBe('true');
  expect(pageText()).not.toContain('No run fits these filters');
});

it('shows the runs of one day, and all of them again', async () => {
  expectRequests(connections(aConnection()), {
    request: `GET ${ACCOUNT_API}/sync-runs?limit=20&from=2026-06-02&to=2026-06-02`,
    answer: { items: [], nextCursor: null },
  });
  await showScreen(SyncView, { area: 'providers', at: '?from=2026-06-02&to=2026-06-02' });
  expectRequests(runs(aRun({ state: 'succeeded' })));
  await press('Only 2 Jun 2026');
  expect(pageText()).not.toContain('Only 2 Jun 2026');
});

it('says who must act when the key is no longer accepted', async () => {
  const error = {
    code: 'key-refused',
    actor: 'reconnect' as const,
    detail: 'inFakt answered 401',
    reference: null,
    retryAt: null,
  };
  const failed = aRun({ state: 'failed', error });
  expectRequests(connections(aConnection({ state: 'needs_reconnect', lastRun: failed })), runs());
  await showScreen(SyncView, { area: 'providers' });
  expect(pageText()).toContain('inFakt refuses the key');
  expect(pageText()).toContain('Enter a new key');
  expect(button('Sync now').disabled).toBe(true);
});

it('tells what a connection has spent, and leads to the rows that wait for a look', async () => {
  const requests = {
    allowedPerRun: 100,
    allowed: 300,
    perSeconds: 60,
    spent: 0.4,
    quietUntil: null,
  };
  const lastRun = aRun({ state: 'succeeded' });
  expectRequests(connections(aConnection({ lastRun, requests, openRows: 3 })), runs());
  await showScreen(SyncView, { area: 'providers' });
  expect(pageText()).toContain('4 of 100');
  expect(pageText()).toContain('40% spent now');
  expect(pageText()).toContain('300 requests a minute');
  expect(pageText()).toContain('3 rows could not be used');
  expect(document.querySelectorAll('a[href*="set-aside?connection=c-1"]')).toHaveLength(2);
});

it('shows a viewer the state and no button', async () => {
  expectRequests(connections(aConnection()), runs());
  await showScreen(SyncView, { area: 'providers', role: 'viewer' });
  expect(pageText()).toContain('Connected');
  expect(pageText()).not.toContain('Sync now');
});

it('leads an admin without any connection to the form, and others to an admin', async () => {
  expectRequests(connections(), runs());
  await showScreen(SyncView, { area: 'providers' });
  expect(pageText()).toContain('Connect the system you invoice with');
  expectRequests(connections(), runs());
  await showScreen(SyncView, { area: 'providers', role: 'accountant' });
  expect(pageText()).toContain('An administrator of this firm can connect it');
});
