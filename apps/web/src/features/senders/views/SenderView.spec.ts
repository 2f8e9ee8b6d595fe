import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import type { SenderView as Sender } from '../../../shared/api/schemas.js';
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
import { STORED } from '../testing/stored-sender.js';
import SenderView from './SenderView.vue';

const URL = `${ACCOUNT_API}/senders/${STORED.id}`;
const READ = { request: `GET ${URL}`, answer: STORED };
const DAYS = [
  { on: '2026-10-12', accepted: 40, delayed: 2, refused: 1, unknown: 0 },
  { on: '2026-10-13', accepted: 0, delayed: 0, refused: 0, unknown: 0 },
];
const HEALTH = { request: `GET ${URL}/health?days=30`, answer: { days: DAYS } };
const ANSWERS = {
  request: `GET ${URL}/mailbox`,
  answer: {
    sender: { id: STORED.id, fromName: STORED.fromName, fromEmail: STORED.fromEmail },
    host: 'imap.buk.example',
    port: 993,
    security: 'tls',
    username: 'faktury@buk.example',
    hasPassword: true,
    folder: 'INBOX',
    isHolding: true,
    collectedAt: '2026-10-13T08:00:00Z',
    problem: null,
    unrelatedCount: 3,
    sharedWith: [],
    otherMailboxes: [],
    version: 1,
  },
};
const SAVE = `PUT ${URL}`;
const TEST = `POST ${URL}/test`;

const show = (more: { role?: 'viewer'; sender?: Partial<Sender>; mailbox?: object } = {}) => {
  expectRequests(
    { ...READ, answer: { ...STORED, ...more.sender } },
    { ...ANSWERS, answer: { ...ANSWERS.answer, ...more.mailbox } },
    HEALTH,
  );
  return showScreen(SenderView, {
    area: ['senders', 'inbound'],
    path: '/:senderId',
    at: `/${STORED.id}`,
    ...(more.role && { role: more.role }),
  });
};

it('saves against the version that was read and leaves an untouched password out', async () => {
  await show();
  await fill("Sender's name", 'Buk');
  await fill('Messages an hour', '200');
  expectRequests({ request: SAVE, answer: { ...STORED, fromName: 'Buk', version: 4 } });
  await press('Save');
  const saved = sentRequests().at(-1);
  expect(saved?.headers.get('If-Match')).toBe('W/"3"');
  expect(saved?.body).toMatchObject({ perMinute: null, perHour: 200, use: 'default' });
  expect(saved?.body).not.toHaveProperty('password');
  expect(button('Save').disabled).toBe(true);
});

it('asks for the password again when the server changes', async () => {
  await show();
  expect(field('Password').required).toBe(false);
  await fill('Server', 'smtp.other.example');
  expect(field('Password').required).toBe(true);
  expect(pageText()).toContain('Type it again');
});

it('shows beside the field what the server refuses', async () => {
  await show();
  await fill('Server', '10.0.0.1');
  await fill('Password', 'secret');
  expectRequests({
    request: SAVE,
    status: 422,
    answer: {
      code: 'host-not-allowed',
      title: 'x',
      detail: 'x',
      status: 422,
      errors: [{ field: 'host', code: 'host-not-allowed', message: 'is not allowed here' }],
    },
  });
  await press('Save');
  const host = field('Server');
  expect(host.getAttribute('aria-invalid')).toBe('true');
  expect(document.getElementById(host.getAttribute('aria-describedby')!)?.textContent).not.toBe('');
});

it('tests only what is stored', async () => {
  await show();
  await fill("Sender's name", 'Buk');
  expect(button('Send test mail').disabled).toBe(true);
  expect(pageText()).toContain('Save your changes first');
});

it('says why a test mail did not leave, with the number for the administrator', async () => {
  await show();
  expectRequests(
    {
      request: TEST,
      answer: {
        ok: false,
        serverAnswer: null,
        problem: { code: 'test-failed', detail: 'x', reference: 'ref-42' },
      },
    },
    { ...READ, answer: { ...STORED, lastTestedAt: '2026-10-13T08:00:00Z', lastTestOk: false } },
  );
  await press('Send test mail');
  expect(pageText()).toContain('No mail server took the test mail.');
  expect(pageText()).toContain('ref-42');
  expect(pageText()).toContain('Last test: failed');
});

it('does not let the default be given up or removed', async () => {
  await show();
  expect(field('It writes').hasAttribute('disabled')).toBe(true);
  expect(pageText()).toContain('make another one the default');
  expect(pageText()).not.toContain('Remove this sender');
});

it('says since when a sender does not work, and tries it on request', async () => {
  const failing = {
    failingSince: '2026-10-13T08:00:00Z',
    waitsUntil: '2026-10-13T09:00:00Z',
    waitsReason: 'server-unavailable' as const,
  };
  await show({ sender: failing });
  expect(pageText()).toContain('The mail server cannot be used since');
  expectRequests({
    request: `POST ${URL}/resume`,
    answer: { ...STORED, ...failing, waitsUntil: null },
  });
  await press('Try now');
  expect(pageText()).toContain('It is tried again within a minute');
});

it('says from where answers are read, for whom else, and why they are not', async () => {
  await show({
    mailbox: {
      problem: 'sign-in-refused',
      sharedWith: [{ id: 's2', fromName: 'Zarząd', fromEmail: 'zarzad@buk.example' }],
    },
  });
  expect(pageText()).toContain('faktury@buk.example · INBOX');
  expect(pageText()).toContain('Read once, also forzarzad@buk.example');
  expect(pageText()).toContain('The server refuses the user name or the password.');
});

it('warns where nobody reads the answers, and leads to where that is mended', async () => {
  await show({ mailbox: { version: 0, host: '' } });
  expect(pageText()).toContain('Nobody reads what comes back to this sender');
  const link = [...document.querySelectorAll('a')].find((a) => a.textContent?.includes('Set up'));
  expect(link?.getAttribute('href')).toContain(`${STORED.id}/mailbox`);
});

it('leads from a day to its messages, and from those to the notice', async () => {
  await show();
  expect(pageText()).toContain('accepted40');
  expectRequests({
    request: `GET ${URL}/deliveries?on=2026-10-12&limit=20`,
    answer: {
      items: [
        {
          id: 'd1',
          noticeId: '01997d3f-1111-7c41-9a55-0f3e6f6f2a10',
          client: { id: 'c1', name: 'Meblotex' },
          recipient: 'ksiegowosc@meblotex.example',
          outcome: 'refused',
          serverCode: 550,
          serverAnswer: '550 5.1.1 No such user',
          attempts: 1,
          attemptedAt: '2026-10-12T08:00:00Z',
        },
      ],
      nextCursor: null,
    },
  });
  const bar = '[aria-label="12 Oct 2026 – accepted: 40, delayed: 2, refused: 1"]';
  document.querySelector<HTMLButtonElement>(bar)!.click();
  await flushPromises();
  await flushPromises();
  expect(pageText()).toContain('550 5.1.1 No such user');
  const link = [...document.querySelectorAll('a')].find((a) => a.textContent?.includes('Meblotex'));
  expect(link?.getAttribute('href')).toContain('01997d3f-1111-7c41-9a55-0f3e6f6f2a10');
});

it('explains in words what to change about the domain', async () => {
  await show();
  const nothing = { findings: [], record: null, suggestion: null };
  expectRequests({
    request: `GET ${URL}/domain`,
    answer: {
      domain: 'buk.example',
      checkedAt: '2026-10-13T08:00:00Z',
      mail: nothing,
      spf: {
        findings: [{ code: 'spf-too-many-lookups', level: 'problem', subject: null, count: 14 }],
        record: 'v=spf1 include:a.example -all',
        suggestion: null,
      },
      dkim: {
        findings: [{ code: 'dkim-unknown', level: 'unknown', subject: null, count: 16 }],
        record: null,
        suggestion: null,
      },
      dmarc: {
        findings: [{ code: 'dmarc-missing', level: 'warning', subject: null, count: null }],
        record: null,
        suggestion: 'v=DMARC1; p=none; rua=mailto:faktury@buk.example',
      },
    },
  });
  await press('Check the domain');
  expect(pageText()).toContain('It takes 14 look-ups; receivers give up after 10.');
  expect(pageText()).toContain('must be changed');
  expect(pageText()).toContain('v=DMARC1; p=none; rua=mailto:faktury@buk.example');
  expect(pageText()).not.toContain('The domainIs it there');
});

it('shows a viewer how it fares, and offers nothing to change', async () => {
  await show({ role: 'viewer' });
  expect(pageText()).toContain('What became of its messages');
  expect(pageText()).not.toContain('Send test mail');
  expect(document.querySelector('input[type=password]')).toBeNull();
});
