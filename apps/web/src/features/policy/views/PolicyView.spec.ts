import { expect, it } from 'vitest';
import type { PolicyView as Policy } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import { ACCOUNT_API, pageText, press, showScreen } from '../../../shared/testing/show-screen.js';
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
  stages: KEYS.map((key, index) => ({
    key,
    position: index + 1,
    offsetDays: [-1, 7, 14, 21, 30][index]!,
    audience: index === 4 ? 'staff' : 'client',
    isEnabled: true,
    minimumAmounts: [],
    attachments: [],
  })),
};
const LIST = { request: `GET ${ACCOUNT_API}/policies`, answer: { items: [{ id: POLICY_ID }] } };
const READ = { request: `GET ${ACCOUNT_API}/policies/${POLICY_ID}`, answer: policy };
const SAVE = `PUT ${ACCOUNT_API}/policies/${POLICY_ID}`;

it('shows the plan on a line around the due date', async () => {
  expectRequests(LIST, READ);
  const screen = await showScreen(PolicyView, { area: 'policy' });
  const line = screen.get('figure').text();
  expect(line).toContain('Reminder-1 day');
  expect(line).toContain('Hand-over+30 days');
});

it('saves against the version that was read, without what the server counts itself', async () => {
  expectRequests(LIST, READ);
  await showScreen(PolicyView, { area: 'policy' });
  expectRequests({ request: SAVE, answer: { ...policy, version: 5 } });
  await press('Save');
  const saved = sentRequests()[2];
  expect(saved?.headers.get('If-Match')).toBe('W/"4"');
  expect(saved?.body).toMatchObject({ minGapDays: 3, caseOpensOffsetDays: -2 });
  expect(JSON.stringify(saved?.body)).not.toContain('position');
});

it('marks the stage whose day the server refuses', async () => {
  expectRequests(LIST, READ);
  const screen = await showScreen(PolicyView, { area: 'policy' });
  const errors = [{ field: 'stages.2.offsetDays', code: 'offset-not-rising', message: 'x' }];
  expectRequests({ request: SAVE, status: 422, answer: { code: 'policy-does-not-hold', errors } });
  await press('Save');
  expect(screen.findAll('ol li.problem, section li')[2]?.text()).toContain(
    'Must lie later than the stage before',
  );
});

it('says that somebody else was quicker', async () => {
  expectRequests(LIST, READ);
  await showScreen(PolicyView, { area: 'policy' });
  expectRequests({ request: SAVE, status: 412, answer: { code: 'stale' } });
  await press('Save');
  const { toasts } = await import('../../../shared/ui/toasts.js');
  expect(toasts.map(({ problem }) => problem?.status)).toEqual([412]);
  expect(pageText()).toContain('The five stages');
});

it('sends along what is ticked at a stage', async () => {
  expectRequests(LIST, READ);
  const screen = await showScreen(PolicyView, { area: 'policy' });
  const boxes = screen.findAll('input[type="checkbox"][value="payment-code"]');
  expect(boxes).toHaveLength(5);
  await boxes[2]!.setValue(true);
  expectRequests({ request: SAVE, answer: { ...policy, version: 5 } });
  await press('Save');
  const { stages } = sentRequests().at(-1)?.body as { stages: { attachments: string[] }[] };
  expect(stages.map((stage) => stage.attachments)).toEqual([[], [], ['payment-code'], [], []]);
});
