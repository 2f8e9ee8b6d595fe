import { beforeEach, expect, it, vi } from 'vitest';
import type { SyncDay } from '../../../shared/api/schemas.js';
import { chooseTheme } from '../../../shared/theme.js';
import { expectRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import SyncOverTimeView from './SyncOverTimeView.vue';

const chart = vi.hoisted(() => ({ setOption: vi.fn(), resize: vi.fn(), dispose: vi.fn() }));
vi.mock('echarts/core', () => ({ init: () => chart, use: vi.fn() }));

const day = (on: string, change: Partial<SyncDay> = {}): SyncDay => ({
  day: on,
  runs: 0,
  failed: 0,
  durationMs: 0,
  apiCalls: 0,
  new: 0,
  updated: 0,
  closed: 0,
  setAside: 0,
  ...change,
});
const busy = day('2026-06-02', { runs: 4, failed: 1, durationMs: 65_000, apiCalls: 31, new: 12 });
const days = [day('2026-06-01'), busy, day('2026-06-03')];
const connections = {
  request: `GET ${ACCOUNT_API}/connections`,
  answer: { items: [], nextCursor: null },
};
const statistics = (items: SyncDay[], query = '') => ({
  request: `GET ${ACCOUNT_API}/sync-runs/statistics${query}`,
  answer: { from: items.at(0)?.day, to: items.at(-1)?.day, days: items },
});
const show = () => showScreen(SyncOverTimeView, { area: 'providers' });

interface Drawn {
  xAxis: { data: string[] };
  series: { name: string; type: string; data: number[] }[];
}
const drawn = (): Drawn[] => chart.setOption.mock.calls.map(([option]) => option as Drawn);

/** The drawing comes with a file of its own, which takes its time on a busy machine. */
const drawnAll = () =>
  vi.waitFor(() => expect(chart.setOption).toHaveBeenCalledTimes(4), { timeout: 30_000 });

beforeEach(() => vi.clearAllMocks());

it('draws every day, and tells the same figures in a table whose days lead to their runs', async () => {
  expectRequests(connections, statistics(days));
  await show();
  await drawnAll();
  expect(drawn()[0]?.xAxis.data).toEqual(['1 Jun', '2 Jun', '3 Jun']);
  expect(
    drawn().flatMap(({ series }) => series.map(({ name, type, data }) => [name, type, data])),
  ).toEqual([
    ['Runs', 'bar', [0, 4, 0]],
    ['Failed', 'bar', [0, 1, 0]],
    ['New', 'bar', [0, 12, 0]],
    ['Cases closed', 'bar', [0, 0, 0]],
    ['Requests', 'line', [0, 31, 0]],
    ['Took', 'line', [0, 65_000, 0]],
  ]);
  expect(document.querySelectorAll('[role=img][aria-label*="table below"]')).toHaveLength(4);
  expect(document.querySelectorAll('tbody tr')).toHaveLength(1);
  const link = document.querySelector('tbody a');
  expect(link?.textContent?.trim()).toBe('2 Jun 2026');
  expect(link?.getAttribute('href')).toContain('/sync?from=2026-06-02&to=2026-06-02');
  expect(document.querySelector('tbody tr')?.textContent).toContain('1 min 5 secs');
});

it('draws them anew in the colours of another theme, and lets them go with the screen', async () => {
  expectRequests(connections, statistics(days));
  const screen = await show();
  await drawnAll();
  chooseTheme('dark');
  await quiet();
  expect(chart.setOption).toHaveBeenCalledTimes(8);
  chooseTheme('system');
  screen.unmount();
  expect(chart.dispose).toHaveBeenCalledTimes(4);
});

it('counts other spans back from the last day the server told', async () => {
  expectRequests(connections, statistics(days));
  await show();
  expectRequests(statistics(days, '?from=2026-05-28&to=2026-06-03'));
  await press('7 days');
  expectRequests(statistics(days));
  await press('30 days');
});

it('says so where no sync ran', async () => {
  expectRequests(connections, statistics([day('2026-06-01')]));
  await show();
  expect(pageText()).toContain('No sync in these days');
  expect(document.querySelector('table')).toBeNull();
});

it('offers to ask again where the figures cannot be had', async () => {
  expectRequests(connections, {
    request: `GET ${ACCOUNT_API}/sync-runs/statistics`,
    status: 503,
    answer: { code: 'unavailable' },
  });
  await show();
  expect(document.querySelector('table')).toBeNull();
  expectRequests(statistics(days));
  await press('Try again');
  expect(pageText()).toContain('2 Jun 2026');
});
