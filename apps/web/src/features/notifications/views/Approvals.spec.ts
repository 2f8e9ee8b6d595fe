import { expect, it } from 'vitest';
import type { ApprovalRow } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  button,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import ApprovalList from '../components/ApprovalList.vue';

const APPROVALS = `${ACCOUNT_API}/approvals`;
const LIST = `GET ${APPROVALS}?limit=25`;
const row = (id: string, client: string, more: Partial<ApprovalRow> = {}): ApprovalRow => ({
  id,
  client: { id, name: client },
  stageKey: 'demand',
  audience: 'client',
  language: 'pl',
  waitsFor: 'stage',
  problem: null,
  isChanged: false,
  plannedOn: '2026-10-13',
  expiresOn: '2026-10-20',
  amounts: [{ amount: '100.00', currency: 'PLN' }],
  caseCount: 1,
  recipients: ['biuro@lipa.example'],
  subject: 'Wezwanie do zapłaty',
  content: 'a'.repeat(64),
  ...more,
});
const page = (...items: ApprovalRow[]) => ({ items, nextCursor: null });
const show = (role: 'accountant' | 'viewer' = 'accountant') =>
  showScreen(ApprovalList, { area: 'notifications', at: '', role });

it('lets what was chosen go as it was seen, at once, and takes it back', async () => {
  const [lipa, draft] = [
    row('1', 'Zajazd Lipa'),
    row('2', 'Tartak Sosna', { waitsFor: 'draft', problem: 'policy-in-draft' }),
  ];
  expectRequests({ request: LIST, answer: page(lipa!, draft!) });
  const screen = await show();
  expect(pageText()).toContain('Plan is a draft');
  expect(pageText()).toContain('decided anew on');
  await screen.find('.bar input').setValue(true);
  expectRequests(
    {
      request: `POST ${APPROVALS}/approve`,
      answer: { items: [{ id: '1', outcome: 'done' }] },
    },
    { request: LIST, answer: page(draft!) },
  );
  await press('Let 1 go');
  expect(sentRequests().find(({ line }) => line.endsWith('/approve'))?.body).toEqual({
    notices: [{ id: '1', content: 'a'.repeat(64) }],
  });
  expect(pageText()).not.toContain('Zajazd Lipa');
  expect(pageText()).toContain('1 letter leaves in five minutes at the earliest.');
  expectRequests(
    { request: `POST ${APPROVALS}/withdraw`, answer: { items: [{ id: '1', outcome: 'done' }] } },
    { request: LIST, answer: page(lipa!, draft!) },
  );
  await press('Take back');
  expect(pageText()).toContain('Zajazd Lipa');
});

it('asks before it leaves a step out', async () => {
  expectRequests({ request: LIST, answer: page(row('1', 'Zajazd Lipa')) });
  const screen = await show();
  await screen.find('li input').setValue(true);
  await press('Leave this step out');
  expect(pageText()).toContain('Leave 1 step out?');
  expectRequests(
    { request: `POST ${APPROVALS}/skip`, answer: { items: [{ id: '1', outcome: 'done' }] } },
    { request: LIST, answer: page() },
  );
  const [confirm] = [...document.querySelectorAll<HTMLButtonElement>('dialog footer .btn-primary')];
  confirm!.click();
  await quiet();
  expect(pageText()).toContain('Nothing to approve');
});

it('says when somebody else was quicker', async () => {
  expectRequests({ request: LIST, answer: page(row('1', 'Zajazd Lipa')) });
  const screen = await show();
  await screen.find('li input').setValue(true);
  expectRequests(
    { request: `POST ${APPROVALS}/approve`, answer: { items: [{ id: '1', outcome: 'gone' }] } },
    { request: LIST, answer: page() },
  );
  await press('Let 1 go');
  expect(pageText()).not.toContain('leaves in five minutes');
  expect(pageText()).toContain('Nothing to approve');
});

it('offers a viewer nothing to decide', async () => {
  expectRequests({ request: LIST, answer: page(row('1', 'Zajazd Lipa')) });
  await show('viewer');
  expect(pageText()).toContain('Zajazd Lipa');
  expect(() => button('Let 0 go')).toThrow();
});
