import { expect, it } from 'vitest';
import type { CasePage } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import { exampleRow } from '../testing/example-case.js';
import CaseListView from './CaseListView.vue';

const LIST = `GET ${ACCOUNT_API}/cases`;
const PLAIN = `${LIST}?state=active&sort=-daysPastDue&limit=100&total=true`;

const page = (change: Partial<CasePage> = {}): CasePage => ({
  items: [exampleRow()],
  nextCursor: null,
  total: 1,
  isTotalCapped: false,
  ...change,
});
const show = (at = '') => showScreen(CaseListView, { area: 'cases', at });

it('tells of each case who owes how much, since when, and what comes next', async () => {
  expectRequests({ request: PLAIN, answer: page() });
  const screen = await show();
  const row = screen.get('tbody tr').text();
  for (const words of ['FV 12/10/2026', 'Piekarnia Żytnia', 'PLN 1,000.00', 'of PLN 1,234.56']) {
    expect(row.replace(/\u00a0/g, ' ')).toContain(words);
  }
  expect(row).toContain('20 days late');
  expect(row).toContain('22 Nov 2026');
  expect(screen.get('[role=img]').attributes('aria-label')).toBe(
    'Stage 3 of 5: Demand for payment',
  );
  expect(pageText()).toContain('1 case');
});

it('says "10,000+" when there are more cases than are counted', async () => {
  expectRequests({ request: PLAIN, answer: page({ total: 10_000, isTotalCapped: true }) });
  await show();
  expect(pageText()).toContain('10,000+ cases');
});

it('asks with the filters of the address and lets each be taken off', async () => {
  const filtered = `${LIST}?state=active&q=zyt&sort=-daysPastDue&stage=demand%2Cnone&limit=100&minDaysPastDue=10&total=true`;
  expectRequests({ request: filtered, answer: page() });
  const screen = await show('?q=zyt&stage=demand,none&minDaysPastDue=10');
  const chips = screen.findAll('.chip').map((chip) => chip.text());
  expect(chips).toEqual(['Demand for payment', 'No stage yet', 'From 10 days past due']);

  expectRequests({
    request: `${LIST}?state=active&q=zyt&sort=-daysPastDue&stage=demand%2Cnone&limit=100&total=true`,
    answer: page(),
  });
  await screen.findAll('.chip')[2]?.trigger('click');
  await quiet();
  expect(screen.vm.$route.query).toEqual({ q: 'zyt', stage: 'demand,none' });
});

it('sorts by a column, first the way people look for', async () => {
  expectRequests({ request: PLAIN, answer: page() });
  const screen = await show();
  expectRequests({
    request: `${LIST}?state=active&sort=-amount&limit=100&total=true`,
    answer: page(),
  });
  await press('Balance');
  expect(screen.get('th[aria-sort]').attributes('aria-sort')).toBe('descending');
  expectRequests({
    request: `${LIST}?state=active&sort=amount&limit=100&total=true`,
    answer: page(),
  });
  await press('Balance');
  expect(screen.get('th[aria-sort]').attributes('aria-sort')).toBe('ascending');
});

it('goes to the next page by its cursor, and back to the first', async () => {
  expectRequests({ request: PLAIN, answer: page({ nextCursor: 'c2' }) });
  const screen = await show();
  expectRequests({
    request: `${LIST}?state=active&sort=-daysPastDue&cursor=c2&limit=100&total=true`,
    answer: page({ items: [exampleRow({ number: 'FV 99/10/2026' })] }),
  });
  await press('Next');
  expect(screen.vm.$route.query).toEqual({ cursor: 'c2', page: '2' });
  expect(pageText()).toContain('FV 99/10/2026');
  expectRequests({ request: PLAIN, answer: page() });
  await press('Back');
  expect(screen.vm.$route.query).toEqual({});
});

it('says what to do when there is no case, and when none matches', async () => {
  const empty = page({ items: [], total: 0 });
  expectRequests({ request: PLAIN, answer: empty });
  await show();
  expect(pageText()).toContain('run a sync first');
  expectRequests({
    request: `${LIST}?state=active&q=nobody&sort=-daysPastDue&limit=100&total=true`,
    answer: empty,
  });
  await show('?q=nobody');
  expect(pageText()).toContain('Try fewer filters');
});

it('says what happened when the list cannot be read, and tries again', async () => {
  expectRequests({
    request: PLAIN,
    status: 500,
    answer: { code: 'unexpected', requestId: 'r-77' },
  });
  await show();
  expect(pageText()).toContain('Something went wrong on our side');
  expect(pageText()).toContain('r-77');
  expectRequests({ request: PLAIN, answer: page() });
  await press('Try again');
  expect(pageText()).toContain('FV 12/10/2026');
});

it('names a server that cannot be reached', async () => {
  expectRequests({ request: PLAIN, isBroken: true });
  await show();
  expect(pageText()).toContain('The server cannot be reached');
});

it('shows of closed cases why and when they were closed', async () => {
  const closed = exampleRow({
    state: 'closed',
    closedReason: 'paid',
    closedOn: '2026-11-20',
    nextOn: null,
  });
  expectRequests({
    request: `${LIST}?state=closed&sort=-closedOn&limit=100&total=true`,
    answer: page({ items: [closed] }),
  });
  const screen = await show('?state=closed');
  expect(screen.get('tbody tr').text()).toContain('Paid20 Nov 2026');
  expect(sentRequests()).toHaveLength(1);
});
