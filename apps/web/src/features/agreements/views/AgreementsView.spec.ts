import { expect, it } from 'vitest';
import type { DisputeRow, HoldRow, PromiseRow } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import AgreementsView from './AgreementsView.vue';

const pln = (amount: string) => ({ amount, currency: 'PLN' });
const ID = '01997d3f-0001-7c41-9a55-0f3e6f6f2a10';
const place = {
  id: ID,
  case: { id: '01997d3f-0002-7c41-9a55-0f3e6f6f2a10', number: 'FV 12/10/2026' },
  client: { id: '01997d3f-0003-7c41-9a55-0f3e6f6f2a10', name: 'Piekarnia Żytnia' },
};
const promise: PromiseRow = {
  ...place,
  state: 'open',
  amount: pln('1000.00'),
  received: pln('400.00'),
  balance: pln('600.00'),
  nextOn: '2026-12-01',
  nextAmount: pln('300.00'),
  breaksOn: '2026-12-03',
  instalments: 3,
  graceDays: 0,
  note: 'phoned',
  madeOn: '2026-11-20',
  endedOn: null,
};
const dispute: DisputeRow = {
  ...place,
  state: 'open',
  reason: 'defective',
  text: 'no doors',
  isAll: false,
  amount: pln('100.00'),
  balance: pln('600.00'),
  raisedOn: '2026-11-11',
  ageDays: 10,
  endedOn: null,
};
const stop: HoldRow = {
  ...place,
  case: null,
  code: 'stop',
  subject: 'client',
  reason: 'on holiday',
  until: null,
  since: '2026-11-20',
  by: 'Ania',
};

const page = (items: object[], nextCursor: string | null = null) => ({ items, nextCursor });
const words = () => pageText().replace(/\u00a0/g, ' ');
async function choose(number: number): Promise<void> {
  document.querySelectorAll<HTMLInputElement>('tbody input[type=checkbox]')[number]?.click();
  await quiet();
}
const show = (at: string, role: 'accountant' | 'viewer' = 'accountant') =>
  showScreen(AgreementsView, { role, area: 'agreements', at });

it('lists promises by the day that is awaited, and takes several back', async () => {
  expectRequests({
    request: `GET ${ACCOUNT_API}/promises?limit=50&state=open`,
    answer: page([promise, { ...promise, id: place.case.id }]),
  });
  await show('');
  expect(words()).toContain('Piekarnia ŻytniaFV 12/10/2026');
  expect(words()).toContain('pays 1 Dec 2026');
  expect(words()).toContain('PLN 300.00');
  await choose(0);
  await choose(1);
  expect(words()).toContain('2 chosen');
  expectRequests(
    { request: `POST ${ACCOUNT_API}/promises/withdraw`, answer: { changed: 2 } },
    { request: `GET ${ACCOUNT_API}/promises?limit=50&state=open`, answer: page([]) },
  );
  await press('Take back');
  document.querySelector<HTMLButtonElement>('dialog footer .btn-primary')?.click();
  await quiet();
  expect(sentRequests().at(-2)?.body).toEqual({ promiseIds: [ID, place.case.id] });
  expect(words()).toContain('No promise is open');
});

it('lists disputes by their age, and decides those that are chosen', async () => {
  const request = `GET ${ACCOUNT_API}/disputes?limit=50&state=open`;
  expectRequests({ request, answer: page([dispute]) });
  await show('?list=disputes');
  expect(words()).toContain('raised on 11 Nov 202610 days ago');
  expect(words()).toContain('Defective or incompleteno doors');
  await choose(0);
  expectRequests(
    { request: `POST ${ACCOUNT_API}/disputes/decide`, answer: { changed: 1 } },
    { request, answer: page([]) },
  );
  await press('Reject');
  document.querySelector<HTMLButtonElement>('dialog footer .btn-primary')?.click();
  await quiet();
  expect(sentRequests().at(-2)?.body).toEqual({ disputeIds: [ID], decision: 'rejected' });
});

it('lists stops, and leaves the stop of the whole firm out of what can be chosen', async () => {
  expectRequests({
    request: `GET ${ACCOUNT_API}/holds?limit=50`,
    answer: page([stop, { ...stop, subject: 'account', client: null, until: '2026-12-24' }]),
  });
  await show('?list=stops');
  expect(words()).toContain('The whole firm');
  expect(words()).toContain('until 24 Dec 2026');
  expect(document.querySelectorAll('tbody input[type=checkbox]')).toHaveLength(1);
});

it('shows a viewer the lists and nothing to choose', async () => {
  expectRequests({
    request: `GET ${ACCOUNT_API}/promises?limit=50&state=broken`,
    answer: page([{ ...promise, state: 'broken', endedOn: '2026-12-03' }]),
  });
  await show('?list=broken', 'viewer');
  expect(words()).toContain('broken');
  expect(document.querySelectorAll('input[type=checkbox]')).toHaveLength(0);
});
