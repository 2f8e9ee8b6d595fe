import { expect, it } from 'vitest';
import type { LimitationView } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import { ACCOUNT_API, pageText, quiet, showScreen } from '../../../shared/testing/show-screen.js';
import LimitationPanel from './LimitationPanel.vue';

const URL = `${ACCOUNT_API}/cases/one/limitation`;
const soon: LimitationView = {
  state: 'soon',
  law: 'PL',
  dueOn: '2024-11-10',
  legalDueOn: '2024-11-12',
  lastDayOn: '2026-12-31',
  daysLeft: 72,
  mayBeDemanded: true,
  detail: null,
  rules: [{ id: 'PL-31', article: 'KC art. 118', says: 'two years', url: 'https://law.example' }],
  events: [],
};

async function show(view: LimitationView, role: 'accountant' | 'viewer' = 'accountant') {
  expectRequests({ request: `GET ${URL}`, answer: view });
  return showScreen(LimitationPanel, {
    role,
    area: ['limitation'],
    props: { one: { id: 'one' }, today: '2026-10-20' },
  });
}

it('says how long it is, where the due date moved to, and by which law', async () => {
  await show(soon);
  for (const part of [
    'Time-barred after 31 Dec 2026: 72 days are left.',
    '10 Nov 2024 is a day off',
    '12 Nov 2024',
    'Claims from a sale lapse after 2 years',
    'KC art. 118',
  ]) {
    expect(pageText()).toContain(part);
  }
});

it('warns that a consumer may no longer be asked', async () => {
  await show({ ...soon, state: 'lapsed', daysLeft: -3, mayBeDemanded: false });
  expect(pageText()).toContain('Time-barred since 31 Dec 2026.');
  expect(pageText()).toContain('A consumer may no longer be asked in court');
});

it('records what happened, and shows the new last day', async () => {
  const screen = await show(soon);
  await screen.find('.panel-head button').trigger('click');
  const dialog = document.querySelector('dialog')!;
  const note = dialog.querySelector('textarea')!;
  note.value = 'mail of 15 October';
  note.dispatchEvent(new Event('input'));
  const anew = { ...soon, state: 'running' as const, lastDayOn: '2028-12-31', daysLeft: 803 };
  expectRequests(
    { request: `POST ${URL}/events`, answer: anew },
    { request: `GET ${URL}`, answer: anew },
  );
  dialog.querySelector('form')!.dispatchEvent(new Event('submit'));
  await quiet();
  const sent = sentRequests().find(({ line }) => line.startsWith('POST'));
  expect(sent?.body).toEqual({
    kind: 'acknowledgement',
    on: '2026-10-20',
    note: 'mail of 15 October',
  });
  expect(pageText()).toContain('It can be taken to court until 31 Dec 2028.');
});

it('lets those who only look change nothing', async () => {
  const screen = await show(soon, 'viewer');
  expect(screen.findAll('.panel-head button')).toHaveLength(0);
});
