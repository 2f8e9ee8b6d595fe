import { expect, it } from 'vitest';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import PoliciesView from './PoliciesView.vue';

const CHANGE_ID = '0198c0de-0000-7000-8000-0000000000c1';
const policies = {
  items: [
    {
      id: '0198c0de-0000-7000-8000-000000000001',
      name: 'Standard',
      isDefault: true,
      releaseMode: 'active',
      version: 3,
      offsets: [-1, 7, 14],
      runningCases: 4,
      runningOnOlder: 3,
      assignments: 0,
    },
  ],
};
const change = {
  id: CHANGE_ID,
  kind: 'version',
  policyId: '0198c0de-0000-7000-8000-000000000001',
  policyName: 'Standard',
  version: 3,
  targetName: null,
  movedCases: 2,
  madeBy: 'Ania',
  madeAt: '2026-03-12T10:00:00.000Z',
  undoneBy: null,
  undoneAt: null,
  isUndoable: true,
};
const LIST = { request: `GET ${ACCOUNT_API}/policies`, answer: policies };
const CHANGES = { request: `GET ${ACCOUNT_API}/policy-changes`, answer: { items: [change] } };

it('lists the plans, what runs on each, and what was changed', async () => {
  expectRequests(LIST, CHANGES);
  await showScreen(PoliciesView, { area: 'policy' });
  expect(pageText()).toContain('For everybody else');
  expect(pageText()).toContain('4 running cases, 3 of them on an older version');
  expect(pageText()).toContain('Standard: version 3 saved');
});

it('takes the newest change back after asking', async () => {
  expectRequests(LIST, CHANGES);
  await showScreen(PoliciesView, { area: 'policy' });
  await press('Take back');
  expect(pageText()).toContain('the 2 cases it moved go back');
  expectRequests(
    { request: `POST ${ACCOUNT_API}/policy-changes/${CHANGE_ID}/undo`, answer: { items: [] } },
    LIST,
    { ...CHANGES, answer: { items: [{ ...change, undoneAt: change.madeAt, isUndoable: false }] } },
  );
  document.querySelector<HTMLButtonElement>('dialog .btn-primary')!.click();
  await quiet();
  expect(sentRequests()).toHaveLength(5);
  expect(pageText()).toContain('Taken back');
});

it('shows somebody who only reads no way to change anything', async () => {
  expectRequests(LIST, CHANGES);
  await showScreen(PoliciesView, { area: 'policy', role: 'viewer' });
  expect(pageText()).not.toContain('New plan');
  expect(pageText()).not.toContain('Take back');
});
