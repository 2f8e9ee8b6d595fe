import { expect, it } from 'vitest';
import type { OldDebtCalendar, OldDebtsView as OldDebts } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import OldDebtsView from './OldDebtsView.vue';

const CONNECTION = '01997d3f-1111-7c41-9a55-0f3e6f6f2a10';
const URL = `${ACCOUNT_API}/connections/${CONNECTION}/old-debts`;
const pln = (amount: string) => ({ amount, currency: 'PLN' });
const debts = (change: Partial<OldDebts> = {}): OldDebts => ({
  connectionId: CONNECTION,
  connectionName: 'Biuro',
  provider: 'infakt',
  state: 'waiting',
  isWaitingForOwnReminders: false,
  firstSyncedOn: '2026-03-02',
  choices: [],
  decidedAt: null,
  decidedBy: null,
  bands: [{ ageBand: 4, cases: 3, clients: 2, totals: [pln('300.00')] }],
  capStages: [
    { key: 'overdue-notice', offsetDays: 7 },
    { key: 'demand', offsetDays: 14 },
  ],
  isAutomaticSending: true,
  version: 1,
  ...change,
});
const calendar = (change: Partial<OldDebtCalendar> = {}): OldDebtCalendar => ({
  from: '2026-03-03',
  until: '2026-05-01',
  days: [],
  notices: 0,
  clients: 0,
  silentCases: 3,
  silentTotals: [pln('300.00')],
  ...change,
});
const DAY = {
  on: '2026-03-03',
  notices: 2,
  clients: 2,
  byStage: [{ stageKey: 'overdue-notice', notices: 2 }],
  totals: [pln('300.00')],
};
const busy = calendar({ days: [DAY], notices: 2, clients: 2, silentCases: 0, silentTotals: [] });
const READ = { request: `GET ${URL}`, answer: debts() };
const FORESEE = `POST ${URL}/calendar`;
const AT = {
  area: 'old-debts',
  at: `/${CONNECTION}`,
  path: '/:connectionId',
} as const;

it('begins with the careful way: nothing is let go by not looking', async () => {
  expectRequests(READ, { request: FORESEE, answer: calendar() });
  await showScreen(OldDebtsView, AT);
  expect(sentRequests()[1]?.body).toEqual({
    choices: [1, 2, 3, 4].map((ageBand) => ({ ageBand, entry: 'hold' })),
  });
  expect(pageText()).toContain('3 invoices of which nothing is heard until');
});

it('shows what a choice would send, opens a day, and releases what was seen', async () => {
  expectRequests(READ, { request: FORESEE, answer: calendar() });
  const screen = await showScreen(OldDebtsView, AT);
  expectRequests({ request: FORESEE, answer: busy });
  await screen.get('input[value="from-first-stage"]').setValue();
  await quiet();
  expect(pageText()).toContain('2 messages, 2 clients');
  const row = {
    client: { id: CONNECTION, name: 'Alfa' },
    caseId: CONNECTION,
    number: 'FV/1',
    stageKey: 'overdue-notice',
    audience: 'client',
    amount: pln('100.00'),
  };
  expectRequests({
    request: `POST ${URL}/calendar/day?on=2026-03-03`,
    answer: { items: [row], nextCursor: null },
  });
  await screen.get('button[aria-expanded]').trigger('click');
  await quiet();
  expect(pageText()).toContain('FV/1');
  const released = debts({
    state: 'released',
    version: 2,
    decidedBy: 'Ania',
    decidedAt: '2026-03-02T09:00:00Z',
    choices: [1, 2, 3, 4].map((ageBand) => ({ ageBand, entry: 'from-first-stage' })),
  });
  await press('Release');
  expectRequests({ request: `PUT ${URL}`, answer: released });
  await screen.get('dialog .btn-primary').trigger('click');
  await quiet();
  expect(pageText()).toContain('Ania decided on');
  const put = sentRequests().find(({ line }) => line.startsWith('PUT'));
  expect(put?.headers.get('If-Match')).toBe('W/"1"');
});

it('lets somebody who is no admin see that it waits, and no more', async () => {
  expectRequests(READ);
  const screen = await showScreen(OldDebtsView, { ...AT, role: 'accountant' });
  expect(pageText()).toContain('until an administrator has decided');
  expect(screen.findAll('input')).toHaveLength(0);
});

it.each([
  ['reading', 'The first sync is not done'],
  ['nothing-old', 'Nothing to decide'],
] as const)('says when there is nothing to decide: %s', async (state, words) => {
  expectRequests({ request: `GET ${URL}`, answer: debts({ state, bands: [] }) });
  await showScreen(OldDebtsView, AT);
  expect(pageText()).toContain(words);
});
