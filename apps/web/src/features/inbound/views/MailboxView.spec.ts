import { expect, it } from 'vitest';
import type { MailboxView as Mailbox } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  button,
  field,
  fill,
  pageText,
  press,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import MailboxView from './MailboxView.vue';

const SENDER = '01997d3f-2222-7c41-9a55-0f3e6f6f2a10';
const URL = `${ACCOUNT_API}/senders/${SENDER}/mailbox`;
const PLACE = {
  host: 'imap.buk.example',
  port: 993,
  security: 'tls',
  username: 'biuro@buk.example',
  folder: 'INBOX',
  isHolding: true,
} as const;
const STORED: Mailbox = {
  ...PLACE,
  sender: { id: SENDER, fromName: 'Zarząd', fromEmail: 'zarzad@buk.example' },
  hasPassword: true,
  collectedAt: '2026-10-13T08:00:00Z',
  problem: null,
  unrelatedCount: 4,
  sharedWith: [{ id: 's2', fromName: 'Biuro', fromEmail: 'biuro@buk.example' }],
  otherMailboxes: [],
  version: 2,
};
const NONE: Mailbox = {
  ...STORED,
  host: '',
  username: 'zarzad@buk.example',
  hasPassword: false,
  collectedAt: null,
  unrelatedCount: 0,
  sharedWith: [],
  otherMailboxes: [PLACE],
  version: 0,
};

const show = (mailbox: Mailbox, role: 'admin' | 'viewer' = 'admin') => {
  expectRequests({ request: `GET ${URL}`, answer: mailbox });
  return showScreen(MailboxView, {
    area: 'inbound',
    role,
    path: '/:senderId',
    at: `/${SENDER}`,
  });
};

it('takes the mailbox of another sender, without its password', async () => {
  await show(NONE);
  expect(field('Password').required).toBe(true);
  await press('biuro@buk.exampleimap.buk.example · INBOX');
  expect(field('Server').value).toBe('imap.buk.example');
  expect(field('Password').required).toBe(false);
  expectRequests({ request: `PUT ${URL}`, answer: STORED });
  await press('Save');
  const saved = sentRequests().at(-1);
  expect(saved?.headers.get('If-Match')).toBe('W/"0"');
  expect(saved?.body).toEqual(PLACE);
  expect(pageText()).toContain('Shared with biuro@buk.example');
  expect(pageText()).toContain('read once for all of them');
});

it('says what can be done about a mailbox that cannot be read, and that nothing opens it', async () => {
  await show({ ...STORED, problem: 'sign-in-refused', sharedWith: [] });
  expect(pageText()).toContain('The mailbox biuro@buk.example cannot be read');
  await fill('Password', 'new');
  expectRequests({
    request: `PUT ${URL}`,
    status: 422,
    answer: { code: 'mailbox-unreadable', title: 'x', detail: 'x', status: 422, errors: [] },
  });
  await press('Save');
  expect(pageText()).toContain('The mailbox could not be opened.');
});

it('forgets a shared mailbox for this sender only, and says so before', async () => {
  await show(STORED);
  await press('Forget the mailbox');
  expect(pageText()).toContain('are read on, because biuro@buk.example has it too');
  expectRequests(
    { request: `DELETE ${URL}`, status: 204 },
    { request: `GET ${URL}`, answer: { ...NONE, otherMailboxes: [] } },
  );
  const [, confirm] = [...document.querySelectorAll('button')].filter(
    (each) => each.textContent?.trim() === 'Forget the mailbox',
  );
  confirm!.click();
  await new Promise((resolve) => setTimeout(resolve));
});

it('shows a viewer how reading goes, and offers nothing to change', async () => {
  await show(STORED, 'viewer');
  expect(pageText()).toContain('Last read');
  expect(document.querySelector('input')).toBeNull();
  expect(() => button('Read now')).toThrow('No button');
});
