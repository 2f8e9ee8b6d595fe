import { expect, it } from 'vitest';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import type { OwnRemindersView as OwnReminders } from '../../../shared/api/schemas.js';
import OwnRemindersView from './OwnRemindersView.vue';

const CONNECTION = '01997d3f-1111-7c41-9a55-0f3e6f6f2a10';
const URL = `${ACCOUNT_API}/connections/${CONNECTION}/own-reminders`;
const own = (change: Partial<OwnReminders> = {}): OwnReminders => ({
  connectionId: CONNECTION,
  connectionName: 'Biuro',
  provider: 'wfirma',
  state: 'on',
  canSwitchOff: false,
  isAnswerNeeded: true,
  remindedClients: 1,
  unansweredClients: 1,
  answer: null,
  answeredBy: null,
  answeredAt: null,
  version: 1,
  ...change,
});
const page = (isAnswered: boolean) => ({
  items: [
    {
      clientId: CONNECTION,
      name: 'Alfa',
      activeCases: 2,
      answer: isAnswered ? 'both-accepted' : null,
    },
  ],
  nextCursor: null,
});
const AT = { area: 'providers', at: `/${CONNECTION}`, path: '/:connectionId' } as const;

it('shows whom the invoicing system reminds, and takes an answer by name', async () => {
  expectRequests(
    { request: `GET ${URL}`, answer: own() },
    { request: `GET ${URL}/clients`, answer: page(false) },
  );
  await showScreen(OwnRemindersView, AT);
  expect(pageText()).toContain('reminds 1 client by itself');
  expect(pageText()).toContain('Alfa');
  const answered = own({
    isAnswerNeeded: false,
    unansweredClients: 0,
    answer: 'both-accepted',
    answeredBy: 'Ania',
    answeredAt: '2026-03-02T09:00:00Z',
    version: 2,
  });
  expectRequests(
    { request: `PUT ${URL}`, answer: answered },
    { request: `GET ${URL}/clients`, answer: page(true) },
  );
  await press('Accept both');
  expect(pageText()).toContain('Both are accepted (Ania');
  const put = sentRequests().find(({ line }) => line.startsWith('PUT'));
  expect(put?.body).toEqual({ answer: 'both-accepted' });
  expect(put?.headers.get('If-Match')).toBe('W/"1"');
});

it.each([
  ['off', 'Nobody is reminded twice'],
  ['unknown', 'The invoicing system does not say'],
] as const)('says what is known where it is not asked: %s', async (state, words) => {
  expectRequests(
    { request: `GET ${URL}`, answer: own({ state, isAnswerNeeded: false }) },
    { request: `GET ${URL}/clients`, answer: { items: [], nextCursor: null } },
  );
  await showScreen(OwnRemindersView, AT);
  expect(pageText()).toContain(words);
});

it('lets somebody who is no admin only look', async () => {
  expectRequests(
    { request: `GET ${URL}`, answer: own() },
    { request: `GET ${URL}/clients`, answer: page(false) },
  );
  await showScreen(OwnRemindersView, { ...AT, role: 'accountant' });
  expect(pageText()).toContain('An administrator answers.');
  expect(pageText()).not.toContain('Accept both');
});

it('has them switched off a few at a time, until none is left, and names whom that did not help', async () => {
  expectRequests(
    { request: `GET ${URL}`, answer: own({ canSwitchOff: true, remindedClients: 12 }) },
    { request: `GET ${URL}/clients`, answer: page(false) },
  );
  await showScreen(OwnRemindersView, AT);
  const refused = [{ clientId: CONNECTION, name: 'Beta', detail: 'no' }];
  expectRequests(
    { request: `POST ${URL}/switch-off`, answer: { switchedOff: 10, refused: [], left: 2 } },
    { request: `POST ${URL}/switch-off`, answer: { switchedOff: 1, refused, left: 1 } },
    { request: `POST ${URL}/switch-off`, answer: { switchedOff: 0, refused, left: 1 } },
    { request: `GET ${URL}`, answer: own({ canSwitchOff: true }) },
    { request: `GET ${URL}/clients`, answer: page(false) },
  );
  await press('Switch off for all');
  expect(pageText()).toContain('Not changed there: Beta');
  const asked = sentRequests().filter(({ line }) => line.startsWith('POST'));
  expect(asked.map(({ body }) => body)).toEqual([{}, {}, {}]);
});

it('has one switched off', async () => {
  expectRequests(
    { request: `GET ${URL}`, answer: own({ canSwitchOff: true }) },
    { request: `GET ${URL}/clients`, answer: page(false) },
  );
  await showScreen(OwnRemindersView, AT);
  expectRequests(
    { request: `POST ${URL}/switch-off`, answer: { switchedOff: 1, refused: [], left: 0 } },
    { request: `GET ${URL}`, answer: own({ state: 'off', remindedClients: 0 }) },
    { request: `GET ${URL}/clients`, answer: { items: [], nextCursor: null } },
  );
  await press('Switch off');
  expect(sentRequests().find(({ line }) => line.startsWith('POST'))?.body).toEqual({
    clientIds: [CONNECTION],
  });
  expect(pageText()).toContain('Nobody is reminded twice');
});

it('takes an answer for one client alone', async () => {
  expectRequests(
    { request: `GET ${URL}`, answer: own({ remindedClients: 2, unansweredClients: 2 }) },
    { request: `GET ${URL}/clients`, answer: page(false) },
  );
  await showScreen(OwnRemindersView, AT);
  document.querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
  await quiet();
  expectRequests(
    { request: `PUT ${URL}`, answer: own({ remindedClients: 2, version: 2 }) },
    { request: `GET ${URL}/clients`, answer: page(true) },
  );
  await press('Both are accepted');
  expect(sentRequests().find(({ line }) => line.startsWith('PUT'))?.body).toEqual({
    answer: 'both-accepted',
    clientIds: [CONNECTION],
  });
  expect(document.querySelector('input:checked')).toBeNull();
});
