import { expect, it } from 'vitest';
import type { NoticeRow } from '../../../shared/api/schemas.js';
import { expectRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import OutboxView from './OutboxView.vue';

const NOTICES = `GET ${ACCOUNT_API}/notices`;
const COUNTS = {
  request: `${NOTICES}/counts`,
  answer: {
    awaiting_approval: 4,
    planned: 3,
    held: 1,
    claimed: 0,
    handing_over: 0,
    deferred: 1,
    sent: 1200,
    refused: 2,
    unknown: 0,
    cancelled: 0,
  },
};

const INBOUND = {
  request: `GET ${ACCOUNT_API}/inbound-mails/counts`,
  answer: { replies: 2, bounces: 1 },
};

const LIMITS = {
  request: `${NOTICES}/limits`,
  answer: {
    dailyCap: 500,
    waitingForTomorrow: 120,
    senders: [
      {
        fromEmail: 'biuro@firma.example',
        reason: 'sender-day-limit',
        until: '2026-10-14T08:00:00Z',
      },
    ],
  },
};

const row = (id: string, client: string): NoticeRow => ({
  id,
  client: { id, name: client },
  stageKey: 'demand',
  audience: 'client',
  channel: 'email',
  language: 'pl',
  state: 'held',
  reason: 'not-fresh: unreachable',
  plannedOn: '2026-10-13',
  notBefore: '2026-10-13T08:00:00Z',
  leavesInSeconds: null,
  amounts: [
    { amount: '100.00', currency: 'PLN' },
    { amount: '20.50', currency: 'EUR' },
  ],
  caseCount: 3,
  interestNoteId: null,
  recipients: ['biuro@lipa.example'],
  subject: null,
  sentAt: null,
  attempts: 0,
});

const show = (at = '') => showScreen(OutboxView, { area: 'notifications', at, role: 'viewer' });

it('says in words why a notice waits, and each currency for itself', async () => {
  expectRequests(COUNTS, INBOUND, {
    request: `${NOTICES}?limit=50`,
    answer: { items: [row('1', 'Zajazd Lipa')], nextCursor: null },
  });
  await show();
  expect(pageText()).toContain('could not be asked whether the invoices are still open');
  expect(pageText()).toMatch(/PLN\s100\.00.*€20\.50/);
  expect(pageText()).toContain('3 invoices');
});

it('counts on the tabs what needs a person and what has left', async () => {
  expectRequests(COUNTS, INBOUND, {
    request: `${NOTICES}?limit=50`,
    answer: { items: [], nextCursor: null },
  });
  const screen = await show();
  expect(pageText()).toContain('Replies and bounces, 3 waiting');
  expect(screen.findAll('nav a').map((tab) => tab.text())).toEqual([
    'All 1,211',
    'To approve 4',
    'Needs you 3',
    'On its way 4',
    'Sent 1,200',
    'Cancelled 0',
  ]);
});

it('asks only for what the tab in the address holds', async () => {
  expectRequests(COUNTS, INBOUND, LIMITS, {
    request: `${NOTICES}?limit=50&state=held%2Crefused%2Cunknown`,
    answer: { items: [], nextCursor: null },
  });
  await show('?tab=attention');
  expect(pageText()).toContain('Nothing needs you');
  expect(pageText()).toContain('limit of 500 letters a day is reached: 120 wait for tomorrow');
  expect(pageText()).toContain('biuro@firma.example: The limit of its sender in 24 hours');
});

it('goes to the next page and back', async () => {
  const first = { items: [row('1', 'Zajazd Lipa')], nextCursor: 'abc' };
  expectRequests(COUNTS, INBOUND, { request: `${NOTICES}?limit=50`, answer: first });
  await show();
  expectRequests({
    request: `${NOTICES}?limit=50&cursor=abc`,
    answer: { items: [row('2', 'Tartak Sosna')], nextCursor: null },
  });
  await press('Next');
  expect(pageText()).toContain('Tartak Sosna');
  expectRequests({ request: `${NOTICES}?limit=50`, answer: first });
  await press('Back');
  expect(pageText()).toContain('Zajazd Lipa');
});

it('says what happened when the list cannot be read', async () => {
  expectRequests(COUNTS, INBOUND, {
    request: `${NOTICES}?limit=50`,
    status: 500,
    answer: { code: 'internal', title: 'x', detail: 'x', status: 500, requestId: 'req-7' },
  });
  await show();
  expect(pageText()).toContain('Something went wrong on our side');
  expect(pageText()).toContain('req-7');
});

it('counts down to the moment a planned notice leaves, and takes it back until then', async () => {
  const soon = { ...row('1', 'Zajazd Lipa'), state: 'planned' as const, reason: null };
  const list = { items: [{ ...soon, leavesInSeconds: 272 }], nextCursor: null };
  expectRequests(COUNTS, INBOUND, { request: `${NOTICES}?limit=50`, answer: list });
  await showScreen(OutboxView, { area: 'notifications', at: '', role: 'accountant' });
  expect(pageText()).toContain('leaves in 4:32');
  await press('Take back');
  expect(pageText()).toContain('no step is lost');
  expectRequests(
    { request: `POST ${ACCOUNT_API}/notices/1/hold`, answer: {} },
    { request: `${NOTICES}?limit=50`, answer: { items: [], nextCursor: null } },
  );
  document.querySelector<HTMLButtonElement>('dialog footer .btn-primary')!.click();
  await quiet();
  expect(pageText()).not.toContain('Zajazd Lipa');
});
