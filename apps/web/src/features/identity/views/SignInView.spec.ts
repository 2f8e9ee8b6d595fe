import { afterEach, expect, it } from 'vitest';
import { accessToken, setAccessToken } from '../../../shared/api/access-token.js';
import { currentUser } from '../../../shared/session/current-user.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import { button, fill, pageText, press, showScreen } from '../../../shared/testing/show-screen.js';
import { safeNext } from '../safe-next.js';
import SignInView from './SignInView.vue';

const INSTANCE = {
  request: 'GET /api/v1/instance',
  answer: {
    name: 'InvoiceTracker',
    isDemo: true,
    mailCatcherUrl: null,
    docsUrl: null,
    oidc: null,
    hasSystemMail: true,
  },
};
const SIGN_IN = 'POST /api/v1/auth/sign-in';
const ME = { id: 'u', username: 'ania', name: 'Ania', language: 'en', memberships: [] };

afterEach(() => setAccessToken(null));

async function show() {
  expectRequests(INSTANCE);
  const screen = await showScreen(SignInView, { area: 'identity', at: '?next=/accounts/a/cases' });
  currentUser.value = null;
  await fill('User name', ' ania ');
  await fill('Password', 'secret');
  return screen;
}

it('signs in and goes on to the page that was asked for', async () => {
  const screen = await show();
  expectRequests(
    {
      request: SIGN_IN,
      answer: { accessToken: 't', expiresInSeconds: 600, secondFactor: null },
    },
    { request: 'GET /api/v1/me', answer: ME },
  );
  await press('Sign in');
  expect(accessToken()).toBe('t');
  expect(screen.vm.$route.fullPath).toBe('/accounts/a/cases');
});

const asked = {
  request: SIGN_IN,
  answer: {
    accessToken: null,
    expiresInSeconds: null,
    secondFactor: { ticket: 'ticket-1', methods: ['totp', 'recovery-code'] },
  },
};

it('asks for the second factor before anything is open', async () => {
  const screen = await show();
  expectRequests(asked);
  await press('Sign in');
  expect(accessToken()).toBeNull();
  await fill('Code from your authenticator app', '123 456');
  expectRequests(
    {
      request: 'POST /api/v1/auth/second-factor/totp',
      answer: { accessToken: 't', expiresInSeconds: 600 },
    },
    { request: 'GET /api/v1/me', answer: ME },
  );
  await press('Confirm');
  expect(sentRequests().at(-2)?.body).toEqual({ ticket: 'ticket-1', code: '123456' });
  expect(screen.vm.$route.fullPath).toBe('/accounts/a/cases');
});

it('takes a recovery code where the phone is lost', async () => {
  await show();
  expectRequests(asked);
  await press('Sign in');
  await press('Use a recovery code instead');
  await fill('Recovery code', 'abcd-efgh');
  expectRequests({
    request: 'POST /api/v1/auth/second-factor/recovery-code',
    status: 401,
    answer: { code: 'wrong-code' },
  });
  await press('Confirm');
  expect(pageText()).toContain('This code is not right');
});

it('says that name or password is wrong, and nothing about which', async () => {
  await show();
  expectRequests({ request: SIGN_IN, status: 401, answer: { code: 'wrong-credentials' } });
  await press('Sign in');
  expect(pageText()).toContain('User name or password is wrong');
  expect(button('Sign in').disabled).toBe(false);
});

it('says that the server cannot be reached', async () => {
  await show();
  expectRequests({ request: SIGN_IN, isBroken: true });
  await press('Sign in');
  expect(pageText()).toContain('The server cannot be reached');
});

it('tells visitors of the demo where its password is', async () => {
  await show();
  expect(pageText()).toContain('printed in the terminal');
});

it.each([
  ['/accounts/a/cases?q=x', '/accounts/a/cases?q=x'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
])('goes from %j to %s, never to another host', (next, to) => {
  expect(safeNext(next)).toBe(to);
});
