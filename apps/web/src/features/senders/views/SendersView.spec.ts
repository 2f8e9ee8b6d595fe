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

it('says of each sender what it writes, its limits, and how it stands', async () => {
  expectRequests(
    list(
      { lastTestOk: true },
      { use: 'escalated', fromName: 'Zarząd', perMinute: 30, failingSince: '2026-10-13T08:00:00Z' },
      { use: 'spare', fromName: 'Dawny', waitsReason: 'sender-day-limit' },
    ),
  );
  await showScreen(SendersView, { area: 'senders' });
  const rows = [...document.querySelectorAll('li')].map((row) => row.textContent);
  expect(rows[0]).toMatch(/Default: all notices.*no limit.*works$/s);
  expect(rows[1]).toMatch(/Escalated: late stages.*30 a minute.*does not work$/s);
  expect(rows[2]).toMatch(/In reserve: nothing.*limit reached$/s);
});

it('offers to add the first one, to an admin', async () => {
  expectRequests(list());
  await showScreen(SendersView, { area: 'senders' });
  expect(pageText()).toContain('No mail server yet');
  expect(pageText()).toContain('Add a sender');
});

it('offers a viewer nothing to change', async () => {
  expectRequests(list());
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
