import { expect, it } from 'vitest';
import type { HeldRow } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import HeldView from './HeldView.vue';

const row: HeldRow = {
  case: { id: '01997d3f-0002-7c41-9a55-0f3e6f6f2a10', number: 'FV 12/10/2026' },
  client: { id: '01997d3f-0003-7c41-9a55-0f3e6f6f2a10', name: 'Piekarnia Żytnia' },
  balance: { amount: '1000.00', currency: 'PLN' },
  daysPastDue: 20,
  stageKey: 'demand',
  reason: 'not-fresh',
  since: '2026-11-15',
  until: null,
  noticeId: '01997d3f-0004-7c41-9a55-0f3e6f6f2a10',
};
const counts = [
  { reason: 'not-fresh', cases: 12_000 },
  { reason: 'disputed', cases: 1 },
  { reason: 'brand-new-reason', cases: 3 },
];
const words = () => pageText().replace(/\u00a0/g, ' ');
const show = (at = '') => showScreen(HeldView, { role: 'viewer', area: 'why', at });
const asked = (reason: string, rest = '') =>
  `GET ${ACCOUNT_API}/held?reason=${reason}&limit=50${rest}`;
const countsAsked = { request: `GET ${ACCOUNT_API}/held/counts`, answer: { items: counts } };

it('shows what waits for the most common reason, with the counts of all, and where to act', async () => {
  expectRequests(countsAsked, {
    request: asked('not-fresh'),
    answer: { items: [row], nextCursor: 'next' },
  });
  await show();
  expect(words()).toContain('Data too old: the invoicing system could not be asked10,000+');
  expect(words()).toContain('Disputed by the client1');
  expect(words()).toContain('FV 12/10/2026Piekarnia Żytnia');
  expect(words()).toContain('15 Nov 2026a person or an event');
  expect(words()).toContain('To the connections');
  expectRequests(countsAsked, {
    request: asked('not-fresh', '&cursor=next'),
    answer: { items: [{ ...row, until: '2026-12-01' }], nextCursor: null },
  });
  await press('Next');
  expect(words()).toContain('1 Dec 2026');
});

it('names a reason that it has no words for, and asks for the one in the address', async () => {
  expectRequests(countsAsked, {
    request: asked('brand-new-reason'),
    answer: { items: [], nextCursor: null },
  });
  await show('?reason=brand-new-reason');
  expect(words()).toContain('no words for: brand-new-reason3');
  expect(words()).toContain('Nothing waits for this any more');
});

it('says so when nothing is held', async () => {
  expectRequests({ request: `GET ${ACCOUNT_API}/held/counts`, answer: { items: [] } });
  await show();
  expect(words()).toContain('Nothing is held');
});

it('hands out the whole list as a file', async () => {
  expectRequests(countsAsked, {
    request: asked('not-fresh'),
    answer: { items: [], nextCursor: null },
  });
  await show();
  expectRequests({ request: `GET ${ACCOUNT_API}/held/export`, answer: 'reason\n' });
  URL.createObjectURL = () => 'blob:held';
  URL.revokeObjectURL = () => undefined;
  await press('Export as file');
  await quiet();
  expect(sentRequests().at(-1)?.line).toBe(`GET ${ACCOUNT_API}/held/export`);
});
