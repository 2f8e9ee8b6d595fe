import { expect, it } from 'vitest';
import type { PolicyEffect } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import { ACCOUNT_API, pageText, press, showScreen } from '../../../shared/testing/show-screen.js';
import PolicyClientsView from './PolicyClientsView.vue';

const PLAN = '0198c0de-0000-7000-8000-000000000001';
const GROUP = '0198c0de-0000-7000-8000-000000000002';
const plan = {
  id: PLAN,
  name: 'Soft',
  isDefault: true,
  version: 1,
  releaseMode: 'active' as const,
  offsets: [7],
  runningCases: 0,
  runningOnOlder: 0,
  assignments: 0,
};
const group = {
  id: GROUP,
  name: 'Key accounts',
  version: 3,
  clients: [{ id: '0198c0de-0000-7000-8000-00000000000c', name: 'Alfa' }],
};
const READ = [
  { request: `GET ${ACCOUNT_API}/policies`, answer: { items: [plan] } },
  { request: `GET ${ACCOUNT_API}/policy-assignments`, answer: { items: [] } },
  { request: `GET ${ACCOUNT_API}/client-groups`, answer: { items: [group] } },
];
const effect: PolicyEffect = {
  cases: 2,
  lookedAt: 2,
  unchanged: 2,
  sooner: 0,
  later: 0,
  otherStage: 0,
  nothingMore: 0,
  dueAtNextRun: 0,
  totals: [],
  rows: [],
};
const show = () => showScreen(PolicyClientsView, { area: 'policy', at: '/' });

it('gives a plan to a group after showing what that does', async () => {
  expectRequests(...READ);
  const screen = await show();
  await press('Give a plan');
  const [whom] = screen.findAll('dialog select');
  await whom!.setValue('group');
  await screen.findAll('dialog select').at(-1)!.setValue(PLAN);
  expectRequests({
    request: `POST ${ACCOUNT_API}/policy-assignments/preview`,
    answer: effect,
  });
  await press('Show what changes');
  const given = { kind: 'group', targetId: GROUP, policyId: PLAN };
  expect(sentRequests().at(-1)?.body).toEqual(given);
  const answer = {
    items: [
      {
        kind: 'group',
        targetId: GROUP,
        targetName: 'Key accounts',
        policyId: PLAN,
        policyName: 'Soft',
      },
    ],
  };
  expectRequests(
    { request: `PUT ${ACCOUNT_API}/policy-assignments`, answer },
    { request: `GET ${ACCOUNT_API}/policies`, answer: { items: [plan] } },
  );
  await press('Save and move 2 cases');
  const put = sentRequests().find(({ line }) => line.startsWith('PUT'));
  expect(put?.body).toEqual({ ...given, isMovingRunning: true });
  expect(pageText()).toContain('Take back');
});

it('keeps the clients of a group when it is only renamed', async () => {
  expectRequests(...READ);
  const screen = await show();
  await press('Change');
  await screen.get('dialog input[maxlength="80"]').setValue('Big accounts');
  expectRequests(
    { request: `PUT ${ACCOUNT_API}/client-groups/${GROUP}`, answer: group },
    { request: `GET ${ACCOUNT_API}/client-groups`, answer: { items: [group] } },
  );
  await press('Save group');
  const put = sentRequests().find(({ line }) => line.startsWith('PUT'));
  expect(put?.headers.get('If-Match')).toBe('W/"3"');
  expect(put?.body).toEqual({ name: 'Big accounts', clientIds: [group.clients[0]!.id] });
});
