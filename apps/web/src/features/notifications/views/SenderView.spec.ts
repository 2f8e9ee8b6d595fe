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
import SenderView from './SenderView.vue';

const stored: Sender = {
  host: 'smtp.buk.example',
  port: 587,
  security: 'starttls',
  username: 'faktury',
  hasPassword: true,
  fromName: 'Stolarnia Buk',
  fromEmail: 'faktury@buk.example',
  replyTo: null,
  lastTestedAt: null,
  lastTestOk: null,
  lastTestDetail: null,
  version: 3,
};
const READ = { request: `GET ${ACCOUNT_API}/sender`, answer: stored };
const SAVE = `PUT ${ACCOUNT_API}/sender`;
const TEST = `POST ${ACCOUNT_API}/sender/test`;

const show = () => showScreen(SenderView, { area: 'notifications' });

it('saves against the version that was read and leaves an untouched password out', async () => {
  expectRequests(READ);
  await show();
  await fill("Sender's name", 'Buk');
  expectRequests({ request: SAVE, answer: { ...stored, fromName: 'Buk', version: 4 } });
  await press('Save');
  const [, saved] = sentRequests();
  expect(saved?.headers.get('If-Match')).toBe('W/"3"');
  expect(saved?.body).not.toHaveProperty('password');
  expect(button('Save').disabled).toBe(true);
});

it('asks for the password again when the server changes', async () => {
  expectRequests(READ);
  await show();
  expect(field('Password').required).toBe(false);
  await fill('Server', 'smtp.other.example');
  expect(field('Password').required).toBe(true);
  expect(pageText()).toContain('Type it again');
});

it('shows beside the field what the server refuses', async () => {
  expectRequests(READ);
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
  expectRequests(READ);
  await show();
  await fill("Sender's name", 'Buk');
  expect(button('Send test mail').disabled).toBe(true);
  expect(pageText()).toContain('Save your changes first');
});

it('says why a test mail did not leave, with the number for the administrator', async () => {
  expectRequests(READ);
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
    { ...READ, answer: { ...stored, lastTestedAt: '2026-10-13T08:00:00Z', lastTestOk: false } },
  );
  await press('Send test mail');
  expect(pageText()).toContain('No mail server took the test mail.');
  expect(pageText()).toContain('ref-42');
  expect(pageText()).toContain('Last test: failed');
});

it('offers no test while there is no mail server', async () => {
  expectRequests({ ...READ, answer: { ...stored, host: '', username: null, version: 0 } });
  await show();
  expect(pageText()).toContain('No mail server yet');
  expect(pageText()).not.toContain('Send test mail');
});
