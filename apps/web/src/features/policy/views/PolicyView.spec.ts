import { expect, it } from 'vitest';
import type { PolicyEffect, PolicyView as Policy } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import PolicyView from './PolicyView.vue';

const POLICY_ID = '0198c0de-0000-7000-8000-000000000001';
const KEYS = ['reminder-before-due', 'overdue-notice', 'demand', 'hand-over-notice', 'hand-over'];
const policy: Policy = {
  id: POLICY_ID,
  name: 'Standard',
  isDefault: true,
  version: 4,
  revision: 4,
  caseOpensOffsetDays: -2,
  minGapDays: 3,
  releaseMode: 'active',
  stages: KEYS.map((key, index) => ({
    key,
    name: null,
    position: index + 1,
    offsetDays: [-1, 7, 14, 21, 30][index]!,
    audience: index === 4 ? 'staff' : 'client',
    isEnabled: true,
    channel: 'email',
    senderKind: 'normal',
    minimumAmounts: [],
    needsApproval: false,
    attachments: [],
    interest: 'left-out' as const,
    compensation: 'left-out' as const,
  })),
};
const READ = { request: `GET ${ACCOUNT_API}/policies/${POLICY_ID}`, answer: policy };
const SAVE = `PUT ${ACCOUNT_API}/policies/${POLICY_ID}`;

const NAMES = { request: `GET ${ACCOUNT_API}/stages`, answer: { items: [] } };

const FORESEE = `POST ${ACCOUNT_API}/policies/${POLICY_ID}/preview`;
const effect: PolicyEffect = {
  cases: 2,
  lookedAt: 2,
  unchanged: 1,
  sooner: 1,
  later: 0,
  otherStage: 0,
  nothingMore: 0,
  dueAtNextRun: 1,
  totals: [{ amount: '123.00', currency: 'PLN' }],
  rows: [
    {
      caseId: '0198c0de-0000-7000-8000-00000000000c',
      number: 'FV/1',
      client: { id: '0198c0de-0000-7000-8000-00000000000d', name: 'Alfa' },
      amount: { amount: '123.00', currency: 'PLN' },
      before: { stageKey: 'overdue-notice', on: '2026-03-17', reason: null },
      after: { stageKey: 'overdue-notice', on: '2026-03-12', reason: null },
    },
  ],
};
const answers = (mailbox: object | null) => ({
  request: `GET ${ACCOUNT_API}/mailboxes`,
  answer: {
    items: [
      {
        senderId: '0198c0de-0000-7000-8000-00000000000e',
        fromName: 'Biuro',
        fromEmail: 'biuro@buk.example',
        use: 'default',
        isWriting: true,
        mailbox,
      },
    ],
  },
});
const ANSWERS = answers({
  id: 'm1',
  username: 'biuro',
  folder: 'INBOX',
  collectedAt: null,
  problem: null,
});
const show = () =>
  showScreen(PolicyView, { area: 'policy', at: `/${POLICY_ID}`, path: '/:policyId' });
const open = (screen: Awaited<ReturnType<typeof show>>, stage: string) =>
  screen.get(`[aria-label="${stage}: details"]`).trigger('click');

it('shows the plan on a line around the due date', async () => {
  expectRequests(READ);
  const screen = await show();
  const line = screen.get('figure').text();
  expect(line).toContain('Reminder-1 day');
  expect(line).toContain('Hand-over+30 days');
});

it('shows what a change does to running cases, and moves them when told to', async () => {
  expectRequests(READ);
  await show();
  expectRequests({ request: FORESEE, answer: effect });
  await press('Show what changes');
  expect(pageText()).toContain('Alfa');
  expect(pageText()).toContain('Due at the next run');
  expectRequests({ request: SAVE, answer: { ...policy, version: 5, revision: 5 } }, NAMES);
  await press('Save and move 2 cases');
  const saved = sentRequests()[2];
  expect(saved?.headers.get('If-Match')).toBe('W/"4"');
  expect(saved?.body).toMatchObject({ minGapDays: 3, isMovingRunning: true });
  expect(JSON.stringify(saved?.body)).not.toContain('position');
  expect(pageText()).not.toContain('Alfa');
});

it('leaves running cases where they are when it is saved for new ones', async () => {
  expectRequests(READ);
  await show();
  expectRequests({ request: FORESEE, answer: effect });
  await press('Show what changes');
  expectRequests({ request: SAVE, answer: { ...policy, version: 5, revision: 5 } }, NAMES);
  await press('Save for new cases');
  expect(sentRequests()[2]?.body).toMatchObject({ isMovingRunning: false });
});

it('marks the stage whose day the server refuses', async () => {
  expectRequests(READ);
  const screen = await show();
  const errors = [{ field: 'stages.2.offsetDays', code: 'offset-not-rising', message: 'x' }];
  expectRequests({
    request: FORESEE,
    status: 422,
    answer: { code: 'policy-does-not-hold', errors },
  });
  await press('Show what changes');
  expect(screen.findAll('section li')[2]?.text()).toContain('Must lie later than the stage before');
});

it('says that somebody else was quicker', async () => {
  expectRequests(READ);
  await show();
  expectRequests({ request: FORESEE, answer: effect });
  await press('Show what changes');
  expectRequests({ request: SAVE, status: 412, answer: { code: 'stale' } });
  await press('Save for new cases');
  const { toasts } = await import('../../../shared/ui/toasts.js');
  expect(toasts.map(({ problem }) => problem?.status)).toEqual([412]);
});

it('sends along what is ticked at a stage', async () => {
  expectRequests(READ, ANSWERS);
  const screen = await show();
  expect(screen.find('input[value="payment-code"]').exists()).toBe(false);
  await open(screen, 'Demand for payment');
  await screen.get('input[value="payment-code"]').setValue(true);
  expectRequests({ request: FORESEE, answer: effect });
  await press('Show what changes');
  expectRequests({ request: SAVE, answer: { ...policy, version: 5 } }, NAMES);
  await press('Save for new cases');
  const { stages } = sentRequests().at(-2)?.body as { stages: { attachments: string[] }[] };
  expect(stages.map((stage) => stage.attachments)).toEqual([[], [], ['payment-code'], [], []]);
});

it('has one stage go as a letter, from an amount on, by a name of its own', async () => {
  expectRequests(READ, ANSWERS);
  const screen = await show();
  await open(screen, 'Demand for payment');
  await press('Letter');
  await press('Add an amount');
  await screen.get('[aria-label="Demand for payment: minimum amount"]').setValue('50,00');
  await screen.get('input[maxlength="60"]').setValue('Registered demand');
  expect(pageText()).toContain('Registered demand');
  expect(pageText()).toContain('from PLN 50.00');
  expectRequests({ request: FORESEE, answer: effect });
  await press('Show what changes');
  const { stages } = sentRequests().at(-1)?.body as { stages: object[] };
  expect(stages[2]).toMatchObject({
    key: 'demand',
    name: 'Registered demand',
    channel: 'letter',
    minimumAmounts: [{ amount: '50.00', currency: 'PLN' }],
  });
});

it('adds a stage where its day says, modelled on another, and takes one out', async () => {
  expectRequests(READ, ANSWERS);
  const screen = await show();
  await press('Add a stage');
  const dialog = screen.get('dialog');
  await dialog.findAll('select')[1]!.setValue('task');
  await dialog.get('form').trigger('submit');
  await open(screen, 'Overdue notice');
  const removing = screen.findAll('button').filter((one) => one.text() === 'Remove stage');
  await removing[0]!.trigger('click');
  expectRequests({ request: FORESEE, answer: effect });
  await press('Show what changes');
  const { stages } = sentRequests().at(-1)?.body as { stages: { key: string }[] };
  expect(stages).toMatchObject([
    { key: 'reminder-before-due' },
    { key: 'demand' },
    { key: 'hand-over-notice' },
    { key: 'demand-2', channel: 'task', offsetDays: 22 },
    { key: 'hand-over' },
  ]);
});

it('opens the stage whose hidden field the server refuses', async () => {
  expectRequests(READ, ANSWERS);
  const screen = await show();
  const errors = [
    { field: 'stages.1.minimumAmounts', code: 'minimum-amount-twice', message: 'is there twice' },
  ];
  expectRequests({
    request: FORESEE,
    status: 422,
    answer: { code: 'policy-does-not-hold', errors },
  });
  await press('Show what changes');
  expect(screen.findAll('section > ol > li')[1]?.find('.details').exists()).toBe(true);
});

it('says at a stage that nobody reads the answers to its sender', async () => {
  expectRequests(READ, answers(null));
  const screen = await show();
  await open(screen, 'Demand for payment');
  await quiet();
  expect(pageText()).toContain('Nobody reads the answers to biuro@buk.example');
});
