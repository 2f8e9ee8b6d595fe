import { expect, it, vi } from 'vitest';
import type { CaseView as OneCase } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  field,
  fill,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import { exampleCase } from '../testing/example-case.js';
import CaseView from './CaseView.vue';

const CASE = `${ACCOUNT_API}/cases/${exampleCase().id}`;
const SETUP = { request: `GET ${ACCOUNT_API}/setup`, answer: { today: '2026-11-21' } };

async function show(one: OneCase, role: 'accountant' | 'viewer' = 'accountant') {
  expectRequests(SETUP, { request: `GET ${CASE}`, answer: one });
  return showScreen(CaseView, {
    role,
    area: ['cases', 'agreements'],
    path: '/:caseId',
    at: `/${one.id}`,
  });
}

it('says in a sentence what comes next, when and why', async () => {
  await show(exampleCase());
  expect(pageText()).toContain(
    '“Hand-over notice” goes to the client on Sunday, 22 November 2026. (tomorrow)',
  );
  expect(pageText()).toContain('Because the plan says 21 days after the due date.');
});

it('shows invoice, client, payments and the day the law gives', async () => {
  await show(exampleCase());
  const words = pageText().replace(/\u00a0/g, ' ');
  for (const part of ['Bookkeeping, October', 'PLN 234.56', 'ul. Długa 12, 50-001 Wrocław, PL']) {
    expect(words).toContain(part);
  }
  expect(words).toContain('by law 2 Nov 2026');
  expect(words).toContain('2 other open cases of this client');
});

it('tells the story of the case by day, with amounts and names', async () => {
  const event = (
    id: string,
    kind: string,
    data: Record<string, unknown>,
    actor: string | null,
  ) => ({
    id,
    at: '2026-11-18T08:12:00Z',
    onDay: '2026-11-18',
    kind,
    actor,
    data,
  });
  const timeline = [
    event('1', 'balance_changed', { amountMinor: '-23456', balanceMinor: '100000' }, null),
    event('2', 'notice_sent', { stageKey: 'demand', noticeId: 'n-1' }, null),
    event('3', 'held', { reason: 'complaint', until: '2026-12-01' }, 'Ania'),
    event('4', 'something_new', {}, null),
  ];
  const screen = await show(exampleCase({ timeline }));
  const told = screen.findAll('.event').map((one) => one.text().replace(/\u00a0/g, ' '));
  expect(told[0]).toContain('09:12');
  expect(told[0]).toContain('PLN 234.56 received or credited, PLN 1,000.00 still open');
  expect(told[1]).toContain('“Demand for payment”: notice sent');
  expect(told[2]).toContain('Put on hold until 1 Dec 2026');
  expect(told[2]).toContain('complaintAnia');
  expect(told[3]).toContain('something_new');
});

it('lets somebody who works the cases hold one and release it', async () => {
  const one = exampleCase();
  await show(one);
  await press('Put on hold');
  // the dialog brings its calendar along and is loaded when it is first opened
  await vi.waitFor(() => field('Reason'), { timeout: 50_000 });
  await fill('Reason', 'complaint');
  const hold = { reason: 'complaint', until: null };
  const held = { ...hold, id: one.id, code: 'stop', subject: 'case' } as const;
  const stopped = exampleCase({ hold: held, holds: [held] });
  expectRequests(
    { request: `POST ${CASE}/hold`, answer: stopped },
    { request: `GET ${CASE}`, answer: stopped },
  );
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await quiet();
  expect(sentRequests().at(-2)?.body).toEqual(hold);
  expect(pageText()).toContain('Nothing happens until somebody releases this case.');
  expect(pageText()).toContain('This invoice is on hold until somebody takes it back');

  expectRequests(
    { request: `POST ${ACCOUNT_API}/holds/release`, answer: { changed: 1 } },
    { request: `GET ${CASE}`, answer: one },
  );
  await press('Take back');
  expect(sentRequests().at(-2)?.body).toEqual({ holdIds: [one.id] });
  expect(pageText()).toContain('goes to the client on');
});

it('writes down what the client promises, in instalments, and shows how it stands', async () => {
  const one = exampleCase();
  await show(one);
  await press('Promise');
  await vi.waitFor(() => field('Note'), { timeout: 50_000 });
  await press('Add an instalment');
  await fill('Note', 'phoned');
  const amounts = [...document.querySelectorAll<HTMLInputElement>('dialog input')].filter((input) =>
    input.closest('.form-field')?.textContent?.includes('Amount'),
  );
  expect(amounts.map((input) => input.value)).toEqual(['1000.00', '']);
  const pln = (amount: string) => ({ amount, currency: 'PLN' });
  const promised = exampleCase({
    promises: [
      {
        id: one.id,
        state: 'part-kept',
        amount: pln('1000.00'),
        received: pln('600.00'),
        instalments: [
          { on: '2026-11-20', amount: pln('600.00'), paid: pln('600.00') },
          { on: '2026-12-01', amount: pln('400.00'), paid: pln('0.00') },
        ],
        breaksOn: '2026-12-03',
        graceDays: 0,
        note: 'phoned',
        source: 'person',
        madeOn: '2026-11-19',
        madeBy: 'Ania',
        endedOn: '2026-12-03',
      },
    ],
  });
  expectRequests(
    {
      request: `POST ${CASE}/promises`,
      status: 422,
      answer: {
        code: 'day-out-of-range',
        errors: [{ field: 'instalments.0.on', code: 'day-out-of-range', message: 'x' }],
      },
    },
    { request: `POST ${CASE}/promises`, answer: promised },
    { request: `GET ${CASE}`, answer: promised },
  );
  const send = async () => {
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await quiet();
  };
  await fill('Days of grace', '10');
  await send();
  expect(pageText()).toContain('Choose a day from today on');
  await send();
  expect(sentRequests().at(-2)?.body).toEqual({
    instalments: [
      { on: '', amount: '1000.00' },
      { on: '', amount: '' },
    ],
    note: 'phoned',
    graceDays: 10,
  });
  expect(pageText().replace(/\u00a0/g, ' ')).toContain('PLN 600.00 of it came.');
});

it('writes down what the client contests, and decides it', async () => {
  const one = exampleCase();
  await show(one);
  await press('Dispute');
  await vi.waitFor(() => field('What the client says'), { timeout: 50_000 });
  await fill('What the client says', 'no doors');
  document.querySelectorAll<HTMLInputElement>('input[name=extent]')[1]?.click();
  await quiet();
  await fill('Amount (PLN)', '1 00,50');
  const dispute = {
    id: one.id,
    state: 'open',
    reason: 'not-delivered',
    text: 'no doors',
    source: 'person',
    isAll: false,
    amount: { amount: '100.50', currency: 'PLN' },
    raisedOn: '2026-11-20',
    raisedBy: 'Ania',
    decidedOn: null,
    decidedBy: null,
    decisionNote: '',
    endedOn: null,
  } as const;
  const disputed = exampleCase({ disputes: [dispute] });
  expectRequests(
    { request: `POST ${CASE}/disputes`, answer: disputed },
    { request: `GET ${CASE}`, answer: disputed },
  );
  document.querySelector('form#dispute')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await quiet();
  expect(sentRequests().at(-2)?.body).toEqual({
    reason: 'not-delivered',
    text: 'no doors',
    amount: '100.50',
  });
  expect(pageText()).toContain('Not delivered');

  expectRequests(
    { request: `POST ${ACCOUNT_API}/disputes/decide`, answer: { changed: 1 } },
    { request: `GET ${CASE}`, answer: one },
  );
  await press('Reject');
  expect(sentRequests().at(-2)?.body).toEqual({
    disputeIds: [one.id],
    decision: 'rejected',
    note: '',
  });
});

it('shows a viewer everything and no button to change it', async () => {
  await show(exampleCase(), 'viewer');
  expect(pageText()).toContain('What comes next');
  expect(pageText()).not.toContain('Put on hold');
});

it('says that there is nothing where a case of another firm would be', async () => {
  const one = exampleCase();
  expectRequests(SETUP, { request: `GET ${CASE}`, status: 404, answer: { code: 'not-found' } });
  await showScreen(CaseView, { area: 'cases', path: '/:caseId', at: `/${one.id}` });
  expect(pageText()).toContain('There is nothing here');
});
