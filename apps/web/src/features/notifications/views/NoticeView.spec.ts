import { expect, it, vi } from 'vitest';
import type { NoticeView as Notice } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import { ACCOUNT_API, pageText, press, showScreen } from '../../../shared/testing/show-screen.js';
import NoticeView from './NoticeView.vue';

const NOTICE_ID = '01997d40-0000-7c41-9a55-0f3e6f6f2a10';
const NOTICE_API = `${ACCOUNT_API}/notices/${NOTICE_ID}`;

const refused: Notice = {
  id: NOTICE_ID,
  client: { id: 'c', name: 'Zajazd Lipa' },
  stageKey: 'overdue-notice',
  audience: 'client',
  channel: 'email',
  language: 'pl',
  state: 'refused',
  reason: 'refused-by-server',
  plannedOn: '2026-10-13',
  notBefore: null,
  leavesInSeconds: null,
  amounts: [{ amount: '1234.56', currency: 'PLN' }],
  caseCount: 1,
  interestNoteId: null,
  recipients: ['biuro@lipa.example'],
  subject: 'Upłynął termin płatności',
  sentAt: null,
  attempts: 1,
  bodyText: 'Szanowni Państwo',
  bodyHtml: '<p>Szanowni Państwo</p><script>document.title = "hacked"</script>',
  leftOut: [],
  attachments: [
    {
      position: 1,
      name: 'payment-code-1.png',
      contentType: 'image/png',
      isInLetter: true,
      bytes: 900,
    },
    {
      position: 2,
      name: 'statement-2026-11-21.pdf',
      contentType: 'application/pdf',
      isInLetter: false,
      bytes: 18_400,
    },
  ],
  cases: [],
  deliveries: [
    {
      id: 'd',
      recipient: 'biuro@lipa.example',
      sender: { name: 'Pracownia Dąb', email: 'windykacja@pracownia-dab.example' },
      messageId: '<1@buk.example>',
      state: 'refused',
      serverCode: 550,
      serverAnswer: '550 5.1.1 no such mailbox',
      attempts: 1,
      handedOverAt: '2026-10-13T07:00:00Z',
      finishedAt: '2026-10-13T07:00:01Z',
    },
  ],
};

const show = (role: 'admin' | 'accountant' | 'viewer' = 'accountant') =>
  showScreen(NoticeView, {
    area: 'notifications',
    path: '/:noticeId',
    at: `/${NOTICE_ID}`,
    role,
  });

it('shows what the server said and what to do about it', async () => {
  expectRequests({ request: `GET ${NOTICE_API}`, answer: refused });
  await show();
  expect(pageText()).toContain('The mail server refused the message.');
  expect(pageText()).toContain('550 5.1.1 no such mailbox');
  expect(pageText()).toContain('Correct the address in your invoicing system');
});

it('says whom it went through, and which invoice it left without and why', async () => {
  const leftOut = [{ caseId: 'c-1', number: 'FV/9', reason: 'unavailable' as const }];
  expectRequests({ request: `GET ${NOTICE_API}`, answer: { ...refused, leftOut } });
  await show();
  expect(pageText()).toContain('from Pracownia Dąb, windykacja@pracownia-dab.example');
  expect(pageText()).toContain('Left without the invoice');
  expect(pageText()).toContain('FV/9: the invoicing system could not be reached.');
});

it('shows the content in a frame that runs nothing', async () => {
  expectRequests({ request: `GET ${NOTICE_API}`, answer: refused });
  const screen = await show();
  const frame = screen.get('iframe');
  expect(frame.attributes('sandbox')).toBe('');
  expect(frame.attributes('srcdoc')).toBe(refused.bodyHtml);
});

it('sends a refused notice again and shows where it stands', async () => {
  expectRequests({ request: `GET ${NOTICE_API}`, answer: refused });
  await show();
  expectRequests({
    request: `POST ${NOTICE_API}/retry`,
    answer: { ...refused, state: 'deferred', reason: 'server-said-later', deliveries: [] },
  });
  await press('Send again');
  expect(pageText()).toContain('Trying again later');
  expect(pageText()).not.toContain('The mail server refused the message.');
});

it('asks back before a notice of unknown outcome is sent twice', async () => {
  const unknown = { ...refused, state: 'unknown', reason: 'connection-lost' };
  expectRequests({ request: `GET ${NOTICE_API}`, answer: unknown });
  await show();
  await press('It did not arrive, send again');
  expect(pageText()).toContain('the client gets it twice');
  expect(sentRequests()).toHaveLength(1);
});

it('counts a notice as sent once a person has found out that it arrived', async () => {
  const unknown = { ...refused, state: 'unknown', reason: 'connection-lost' };
  expectRequests({ request: `GET ${NOTICE_API}`, answer: unknown });
  const screen = await show();
  await press('It arrived');
  expectRequests({
    request: `POST ${NOTICE_API}/resolve`,
    answer: { ...refused, state: 'sent', reason: 'found-by-a-person' },
  });
  screen.get('dialog .btn-primary').element.dispatchEvent(new Event('click'));
  await expect.poll(pageText).toContain('Somebody found out that it arrived.');
  expect(sentRequests().at(-1)?.body).toEqual({ outcome: 'sent' });
});

it('shows the new state when a worker was quicker than the person', async () => {
  expectRequests({ request: `GET ${NOTICE_API}`, answer: refused });
  await show();
  expectRequests(
    {
      request: `POST ${NOTICE_API}/retry`,
      status: 409,
      answer: { code: 'notice-state', title: 'Conflict', detail: 'Load it again.', status: 409 },
    },
    { request: `GET ${NOTICE_API}`, answer: { ...refused, state: 'cancelled', reason: null } },
  );
  await press('Send again');
  await expect.poll(pageText).toContain('Cancelled');
});

it('offers no decisions to a viewer', async () => {
  expectRequests({ request: `GET ${NOTICE_API}`, answer: refused });
  await show('viewer');
  expect(pageText()).toContain('Zajazd Lipa');
  expect(pageText()).not.toContain('Send again');
  expect(pageText()).not.toContain('Cancel this notice');
});

it('names the files that left with it, and hands them out', async () => {
  expectRequests({ request: `GET ${NOTICE_API}`, answer: refused });
  await show('viewer');
  expect(pageText()).toContain('19 kB');
  expect(pageText()).not.toContain('payment-code-1.png');
  const saved = vi.fn(() => 'blob:1');
  Object.assign(URL, { createObjectURL: saved, revokeObjectURL: vi.fn() });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  expectRequests({ request: `GET ${NOTICE_API}/attachments/2`, answer: '%PDF' });
  await press('statement-2026-11-21.pdf');
  await expect.poll(() => saved.mock.calls.length).toBe(1);
  vi.restoreAllMocks();
});

it('leads from what a letter asked for to the reason of that day', async () => {
  const pln = (amount: string) => ({ amount, currency: 'PLN' });
  const asked = {
    caseId: 'one',
    number: 'FV/1',
    stageKey: 'demand',
    amount: pln('123.00'),
    interest: pln('0.33'),
    compensation: pln('170.00'),
    chargesOn: '2026-03-17',
    dueOn: '2026-03-03',
    instalmentOn: null,
    isDropped: false,
  };
  expectRequests({ request: `GET ${NOTICE_API}`, answer: { ...refused, cases: [asked] } });
  await showScreen(NoticeView, {
    area: 'notifications',
    path: '/:noticeId',
    at: `/${NOTICE_ID}`,
  });
  const words = pageText().replace(/\u00a0/g, ' ');
  expect(words).toContain('interest PLN 0.33');
  const [link] = [...document.querySelectorAll('a')].filter((each) =>
    each.textContent?.includes('compensation'),
  );
  expect(link?.getAttribute('href')).toContain('?claimOn=2026-03-17#claim');
  expect(link?.getAttribute('aria-label')).toContain('how it comes about');
});
