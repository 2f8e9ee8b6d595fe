import { expect, it } from 'vitest';
import type { LetterRow, TaskRow } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import { ACCOUNT_API, pageText, press, showScreen } from '../../../shared/testing/show-screen.js';
import LettersView from './LettersView.vue';
import TasksView from './TasksView.vue';

const ID = '0198c0de-0000-7000-8000-000000000001';
const work = {
  id: ID,
  client: {
    id: '0198c0de-0000-7000-8000-00000000000c',
    name: 'Alfa',
    phone: '+48 600 700 800',
    contactName: 'Anna Nowak',
    email: 'alfa@client.example',
    address: ['Polna 1', '31-002 Kraków'],
  },
  stageKey: 'demand',
  state: 'to_do' as const,
  reason: null,
  dueOn: '2026-03-17',
  amounts: [{ amount: '246.00', currency: 'PLN' }],
  cases: [],
  isHeld: false,
  doneOn: null,
  doneBy: null,
  note: null,
};
const task: TaskRow = { ...work, takenBy: null };
const letter: LetterRow = {
  ...work,
  language: 'pl',
  printedAt: '2026-03-17T09:00:00Z',
  registeredNumber: null,
};
const COUNTS = {
  request: `GET ${ACCOUNT_API}/tasks/counts`,
  answer: { tasks: 1, myTasks: 0, letters: 1 },
};
const TASKS = `GET ${ACCOUNT_API}/tasks?state=to_do&limit=50`;
const LETTERS = `GET ${ACCOUNT_API}/letters?state=to_do&limit=50`;
const none = { items: [], nextCursor: null };

it('shows whom to call about what, and marks it as done with what came of it', async () => {
  expectRequests(COUNTS, { request: TASKS, answer: { items: [task], nextCursor: null } });
  const screen = await showScreen(TasksView, { area: 'by-hand', at: '/' });
  expect(pageText()).toContain('+48 600 700 800');
  expect(pageText()).toContain('Anna Nowak');
  await screen.get('input[type="checkbox"]').setValue(true);
  await press('Done');
  await screen.get('textarea').setValue('They pay on Friday');
  expectRequests(
    {
      request: `POST ${ACCOUNT_API}/tasks/done`,
      answer: { items: [{ id: ID, isDone: true, reason: null }] },
    },
    { request: TASKS, answer: none },
    COUNTS,
  );
  await screen.get('dialog form').trigger('submit');
  await new Promise((resolve) => setTimeout(resolve));
  const done = sentRequests().find(({ line }) => line.startsWith('POST'));
  expect(done?.body).toEqual({ taskIds: [ID], isSkipped: false, note: 'They pay on Friday' });
});

it('says that there is nothing to do', async () => {
  expectRequests(COUNTS, { request: TASKS, answer: none });
  await showScreen(TasksView, { area: 'by-hand', at: '/' });
  expect(pageText()).toContain('Nothing to do');
});

it('keeps hands off what is stopped by now', async () => {
  const held = { ...task, isHeld: true };
  expectRequests(COUNTS, { request: TASKS, answer: { items: [held], nextCursor: null } });
  const screen = await showScreen(TasksView, { area: 'by-hand', at: '/' });
  expect(screen.get('input[type="checkbox"]').attributes('disabled')).toBeDefined();
  expect(pageText()).toContain('On hold: not to be done');
});

it('asks for the day letters were posted on', async () => {
  const setup = { request: `GET ${ACCOUNT_API}/setup`, answer: { today: '2026-03-19' } };
  expectRequests(setup, COUNTS, {
    request: LETTERS,
    answer: { items: [letter], nextCursor: null },
  });
  const screen = await showScreen(LettersView, { area: 'by-hand', at: '/' });
  expect(pageText()).toContain('Polna 1, 31-002 Kraków');
  await screen.get('input[type="checkbox"]').setValue(true);
  await press('Posted…');
  await screen.get('input[type="date"]').setValue('2026-03-18');
  await screen.get('fieldset input').setValue('RR 123 PL');
  expectRequests(
    {
      request: `POST ${ACCOUNT_API}/letters/posted`,
      answer: { items: [{ id: ID, isDone: false, reason: 'settled' }] },
    },
    { request: LETTERS, answer: none },
    COUNTS,
  );
  await screen.get('dialog form').trigger('submit');
  await new Promise((resolve) => setTimeout(resolve));
  const { toasts } = await import('../../../shared/ui/toasts.js');
  expect(JSON.stringify(toasts)).toContain('the money has come in');
  const posted = sentRequests().find(({ line }) => line.startsWith('POST'));
  expect(posted?.body).toEqual({
    postedOn: '2026-03-18',
    letterIds: [ID],
    registeredNumbers: [{ letterId: ID, number: 'RR 123 PL' }],
  });
});
