import { expect, it } from 'vitest';
import type { InboundMailView as Mail } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import { ACCOUNT_API, pageText, press, showScreen } from '../../../shared/testing/show-screen.js';
import InboundMailView from './InboundMailView.vue';

const ID = '01997d3f-1111-7c41-9a55-0f3e6f6f2a10';
const MAIL = `${ACCOUNT_API}/inbound-mails/${ID}`;

const reply: Mail = {
  id: ID,
  kind: 'reply',
  state: 'open',
  receivedAt: '2026-10-13T08:00:00Z',
  from: 'anna@lipa.example',
  subject: 'Re: Reminder',
  client: { id: '1', name: 'Zajazd Lipa' },
  intents: [{ kind: 'promise', words: 'We will pay on 20 October.', day: '2026-10-20' }],
  recipient: null,
  bounceReason: null,
  isFinal: null,
  absentUntil: null,
  bodyText: '<b>We will pay</b> on 20 October.',
  isCut: false,
  writtenOn: '2026-10-13',
  matchedBy: 'message-id',
  notice: { id: 'n1', stageKey: 'demand', subject: 'Demand', sentAt: null, state: 'sent' },
  cases: [
    {
      caseId: 'c1',
      number: 'FV/1',
      dueOn: '2026-09-01',
      balance: { amount: '100.00', currency: 'PLN' },
      isOpen: true,
    },
  ],
  contacts: [],
  proposedContactId: null,
  bounceStatus: null,
  diagnostic: null,
  answer: null,
  answeredAt: null,
  answeredBy: null,
};
const bounce: Mail = {
  ...reply,
  kind: 'bounce',
  intents: [],
  recipient: 'anna@lipa.example',
  bounceReason: 'no-such-address',
  isFinal: true,
  contacts: [
    {
      id: 'k1',
      email: 'anna@lipa.example',
      name: null,
      isDunning: true,
      isRefused: true,
      refusedReason: 'no-such-address',
    },
    {
      id: 'k2',
      email: 'szef@lipa.example',
      name: 'Szef',
      isDunning: false,
      isRefused: false,
      refusedReason: null,
    },
  ],
  proposedContactId: 'k2',
};

const show = (role: 'accountant' | 'viewer' = 'accountant') =>
  showScreen(InboundMailView, { area: 'inbound', path: '/:mailId', at: `/${ID}`, role });

it('shows the words as text, and turns a promise into one for the day it names', async () => {
  expectRequests(
    { request: `GET ${MAIL}`, answer: reply },
    {
      request: `POST ${MAIL}/answer`,
      answer: { ...reply, state: 'done', answer: 'promise', answeredBy: 'Ania' },
    },
  );
  const screen = await show();
  expect(pageText()).toContain('<b>We will pay</b> on 20 October.');
  expect(screen.find('b').exists()).toBe(false);
  await press('Settle');
  expect(sentRequests().at(-1)?.body).toEqual({
    answer: 'promise',
    on: '2026-10-20',
    caseIds: ['c1'],
  });
  expect(pageText()).toContain('Settled by Ania');
});

it('proposes the next address of a client whose address came back', async () => {
  expectRequests(
    { request: `GET ${MAIL}`, answer: bounce },
    { request: `POST ${MAIL}/repair`, answer: { ...bounce, state: 'done', answer: 'repaired' } },
  );
  await show();
  expect(pageText()).toContain('The address does not exist');
  await press('Use this address');
  expect(sentRequests().at(-1)?.body).toEqual({ contactId: 'k2' });
});

it('asks for another address once somebody has said that it is the wrong person', async () => {
  const wrong: Mail = {
    ...bounce,
    kind: 'reply',
    bounceReason: null,
    isFinal: null,
    intents: [{ kind: 'wrong-person', words: 'I am not your client.', day: null }],
    recipient: null,
    proposedContactId: null,
  };
  const answered: Mail = {
    ...wrong,
    answer: 'wrong-person',
    answeredBy: 'Ania',
    recipient: 'anna@lipa.example',
    proposedContactId: 'k2',
  };
  expectRequests(
    { request: `GET ${MAIL}`, answer: wrong },
    { request: `POST ${MAIL}/answer`, answer: answered },
    { request: `POST ${MAIL}/repair`, answer: { ...answered, state: 'done', answer: 'repaired' } },
  );
  await show();
  await press('Settle');
  expect(sentRequests().at(-1)?.body).toEqual({ answer: 'wrong-person' });
  expect(pageText()).toContain('Nothing is written any more to the address that answered');
  await press('Use this address');
  expect(sentRequests().at(-1)?.body).toEqual({ contactId: 'k2' });
});

it('stops the reminders of a client who wants no more of them', async () => {
  const wanted: Mail = {
    ...reply,
    intents: [{ kind: 'stop', words: 'No more reminders, please.', day: null }],
  };
  expectRequests(
    { request: `GET ${MAIL}`, answer: wanted },
    { request: `POST ${MAIL}/answer`, answer: { ...wanted, state: 'done', answer: 'stop' } },
  );
  await show();
  await press('Settle');
  expect(sentRequests().at(-1)?.body).toEqual({ answer: 'stop', until: null });
});

it('lets a viewer read and nothing else', async () => {
  expectRequests({ request: `GET ${MAIL}`, answer: reply });
  const screen = await show('viewer');
  expect(screen.find('form').exists()).toBe(false);
});
