import { afterEach, expect, it, vi } from 'vitest';
import type { OverviewView as Overview, SetupView } from '../../../shared/api/schemas.js';
import { expectRequests } from '../../../shared/testing/scripted-http.js';
import { ACCOUNT_API, button, pageText, showScreen } from '../../../shared/testing/show-screen.js';
import OverviewView from './OverviewView.vue';

const pln = (amount: string) => ({ amount, currency: 'PLN' });
const run = (finishedAt: string) => ({
  onDay: '2026-11-21',
  state: 'finished',
  startedAt: finishedAt,
  finishedAt,
  decided: 228,
  moved: 31,
  paused: 4,
  closed: 6,
  notices: 24,
  errorDetail: null,
});
const overview = (change: Partial<Overview> = {}): Overview => ({
  asOf: '2026-11-21',
  byCurrency: [
    { balance: pln('6849.32'), overdue: pln('4120.03'), activeCases: 210, overdueCases: 151 },
  ],
  byStage: [{ stageKey: 'demand', cases: 41 }],
  nextDays: [{ on: '2026-11-23', cases: 18 }],
  closedLast30Days: [{ reason: 'paid', cases: 48 }],
  lastRun: run('2026-11-21T06:30:04Z'),
  waitingConnections: [],
  ...change,
});
const setup = (change: Partial<SetupView> = {}): SetupView => ({
  hasCompanyDetails: true,
  hasConnection: true,
  hasSyncedOnce: true,
  hasSender: true,
  isSenderTested: true,
  isAutomaticSending: true,
  today: '2026-11-21',
  now: '2026-11-21T09:00:00Z',
  lastGoodSyncAt: null,
  activeCases: 228,
  noticesNeedingAttention: 0,
  noticesAwaitingApproval: 0,
  ...change,
});
const again = (one: Overview, two: SetupView) => [
  { request: `GET ${ACCOUNT_API}/overview`, answer: one },
  { request: `GET ${ACCOUNT_API}/setup`, answer: two },
];
const answers = (one: Overview, two: SetupView, lapsing = 0) => [
  ...again(one, two),
  {
    request: `GET ${ACCOUNT_API}/late-payment/limitations?limit=1`,
    answer: { items: [], total: lapsing, nextCursor: null, warnDays: 90 },
  },
];

afterEach(() => vi.useRealTimers());

it('leads from every figure to the cases behind it', async () => {
  expectRequests(...answers(overview(), setup()));
  const screen = await showScreen(OverviewView, { area: 'dashboard' });
  const links = screen.findAll('a').map((link) => link.attributes('href') ?? '');
  for (const query of [
    'minDaysPastDue=1',
    'stage=demand',
    'stage=none',
    'nextUntil=2026-11-23&sort=nextOn',
    'state=closed',
  ]) {
    expect(links.some((href) => href.endsWith(`/cases?${query}`))).toBe(true);
  }
  expect(pageText().replace(/\u00a0/g, ' ')).toContain('OverduePLN 4,120.03151 cases');
});

it('keeps two currencies apart', async () => {
  const eur = { amount: '10.00', currency: 'EUR' };
  const second = { balance: eur, overdue: eur, activeCases: 1, overdueCases: 1 };
  const one = overview({ byCurrency: [...overview().byCurrency, second] });
  expectRequests(...answers(one, setup()));
  const screen = await showScreen(OverviewView, { area: 'dashboard' });
  const links = screen.findAll('.figure').map((link) => link.attributes('href') ?? '');
  expect(links.map((href) => href.split('?')[1])).toEqual([
    'currency=PLN&minDaysPastDue=1',
    'currency=PLN',
    'currency=EUR&minDaysPastDue=1',
    'currency=EUR',
  ]);
});

it('shows what is still to be set up, and nothing of it once all is done', async () => {
  expectRequests(
    ...answers(overview(), setup({ isSenderTested: false, isAutomaticSending: false })),
  );
  await showScreen(OverviewView, { area: 'dashboard' });
  expect(pageText()).toContain('4 of 6 done');
  expect(pageText()).toContain('See one mail arrive before clients get any.');
  expectRequests(...answers(overview(), setup()));
  const screen = await showScreen(OverviewView, { area: 'dashboard' });
  expect(screen.text()).not.toContain('Get started');
});

it('points at notices that wait for a person', async () => {
  expectRequests(...answers(overview(), setup({ noticesNeedingAttention: 2 })));
  await showScreen(OverviewView, { area: 'dashboard' });
  expect(pageText()).toContain('2 notices need you');
});

it('warns of claims that soon can no longer be taken to court', async () => {
  expectRequests(...answers(overview(), setup(), 3));
  const screen = await showScreen(OverviewView, { area: 'dashboard' });
  expect(pageText()).toContain('3 open claims become time-barred within 90 days');
  const links = screen.findAll('a').map((link) => link.attributes('href') ?? '');
  expect(links.some((href) => href.endsWith('/limitation'))).toBe(true);
});

it("runs today's reminders on request and shows the figures of that run", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] });
  expectRequests(...answers(overview(), setup()));
  await showScreen(OverviewView, { area: 'dashboard' });
  expectRequests({
    request: `POST ${ACCOUNT_API}/daily-runs`,
    status: 202,
    answer: { onDay: '2026-11-21', isQueued: true },
  });
  button("Run today's reminders").click();
  await vi.advanceTimersByTimeAsync(100);
  expect(button('Deciding…').disabled).toBe(true);
  const later = overview({ lastRun: { ...run('2026-11-21T09:00:04Z'), notices: 25 } });
  expectRequests(...again(later, setup()));
  await vi.advanceTimersByTimeAsync(1100);
  expect(pageText()).toContain('Notices25');
  expect(button("Run today's reminders").disabled).toBe(false);
});

it('shows a viewer the figures and no button', async () => {
  expectRequests(...answers(overview(), setup()));
  await showScreen(OverviewView, { area: 'dashboard', role: 'viewer' });
  expect(pageText()).not.toContain("Run today's reminders");
});

it('says how many notices wait for approval, and leads to each list by its number', async () => {
  const waiting = { noticesNeedingAttention: 2, noticesAwaitingApproval: 49 };
  expectRequests(...answers(overview(), setup(waiting)));
  const screen = await showScreen(OverviewView, { area: 'dashboard' });
  expect(pageText()).toContain('49 notices wait for approval');
  const links = screen.findAll('a').map((link) => link.attributes('href') ?? '');
  expect(links.filter((href) => href.includes('tab='))).toEqual([
    expect.stringContaining('tab=attention'),
    expect.stringContaining('tab=approval'),
  ]);
});
