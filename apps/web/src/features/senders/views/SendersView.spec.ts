import { expect, it } from 'vitest';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  field,
  fill,
  pageText,
  press,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import { STORED } from '../testing/stored-sender.js';
import NewSenderView from './NewSenderView.vue';
import SendersView from './SendersView.vue';

const list = (...items: object[]) => ({
  request: `GET ${ACCOUNT_API}/senders`,
  answer: {
    items: items.map((more, place) => ({ ...STORED, id: `${STORED.id}${place}`, ...more })),
    suggestedFromName: 'Stolarnia Buk',
    suggestedFromEmail: 'biuro@buk.example',
  },
});

const answers = (...items: object[]) => ({
  request: `GET ${ACCOUNT_API}/mailboxes`,
  answer: {
    items: items.map((more, place) => ({
      senderId: `${STORED.id}${place}`,
      fromName: STORED.fromName,
      fromEmail: STORED.fromEmail,
      use: 'spare',
      isWriting: false,
      mailbox: null,
      ...more,
    })),
  },
});
const MAILBOX = { id: 'm1', username: 'biuro', folder: 'INBOX', collectedAt: null, problem: null };

it('says of each sender what it writes, its limits, and how it stands', async () => {
  expectRequests(
    list(
      { lastTestOk: true },
      { use: 'escalated', fromName: 'Zarząd', perMinute: 30, failingSince: '2026-10-13T08:00:00Z' },
      { use: 'spare', fromName: 'Dawny', waitsReason: 'sender-day-limit' },
    ),
    answers(
      { isWriting: true, mailbox: MAILBOX },
      { isWriting: true, fromEmail: 'zarzad@buk.example' },
      { mailbox: { ...MAILBOX, problem: 'sign-in-refused' } },
    ),
  );
  await showScreen(SendersView, { area: 'senders' });
  const rows = [...document.querySelectorAll('li')].map((row) => row.textContent);
  expect(rows[0]).toMatch(/Default: all notices.*no limit.*works.*answers read$/s);
  expect(rows[1]).toMatch(/Escalated: late stages.*30 a minute.*does not work.*answers not read$/s);
  expect(rows[2]).toMatch(/In reserve: nothing.*limit reached.*mailbox does not work$/s);
  expect(pageText()).toContain('Nobody reads the answers to zarzad@buk.example');
  expect(pageText().match(/Nobody reads/g)).toHaveLength(1);
});

it('offers to add the first one, to an admin', async () => {
  expectRequests(list(), answers());
  await showScreen(SendersView, { area: 'senders' });
  expect(pageText()).toContain('No mail server yet');
  expect(pageText()).toContain('Add a sender');
});

it('offers a viewer nothing to change', async () => {
  expectRequests(list(), answers());
  await showScreen(SendersView, { area: 'senders', role: 'viewer' });
  expect(pageText()).not.toContain('Add a sender');
});

it('makes the first one the default, with the name and address of the firm', async () => {
  expectRequests(list());
  await showScreen(NewSenderView, { area: 'senders' });
  expect(field("Sender's address").value).toBe('biuro@buk.example');
  expect(field('It writes').hasAttribute('disabled')).toBe(true);
  await fill('Server', 'smtp.buk.example');
  expectRequests({ request: `POST ${ACCOUNT_API}/senders`, status: 201, answer: STORED });
  await press('Save');
  expect(sentRequests().at(-1)?.body).toMatchObject({
    use: 'default',
    host: 'smtp.buk.example',
    fromName: 'Stolarnia Buk',
    perDay: null,
    signature: '',
  });
});
