import { afterEach, expect, it, vi } from 'vitest';
import { expectRequests, sentRequests } from '../testing/scripted-http.js';
import { accessToken, setAccessToken } from './access-token.js';
import { api, dataOf } from './api.js';
import { problemFrom } from './problem.js';
import { whenSessionEnds } from './send.js';

const ME = { name: 'Ania' };
const ASK = 'GET /api/v1/me';
const me = () => dataOf(api.GET('/api/v1/me', {}));
const tooOld = { request: ASK, status: 401, answer: { code: 'not-signed-in' } };
const renewed = {
  request: 'POST /api/v1/auth/refresh',
  answer: { accessToken: 'new', expiresInSeconds: 900 },
};

afterEach(() => setAccessToken(null));

it('renews the access token once and repeats the request', async () => {
  setAccessToken('old');
  expectRequests(tooOld, renewed, { request: ASK, answer: ME });
  expect(await me()).toEqual(ME);
  const [first, refresh, again] = sentRequests();
  expect(first?.headers.get('Authorization')).toBe('Bearer old');
  expect(refresh?.headers.get('X-Requested-With')).toBe('InvoiceTracker');
  expect(again?.headers.get('Authorization')).toBe('Bearer new');
});

it('asks for one new token when several requests find the old one ended', async () => {
  setAccessToken('old');
  const answer = { request: ASK, answer: ME };
  expectRequests(tooOld, tooOld, renewed, answer, answer);
  expect(await Promise.all([me(), me()])).toEqual([ME, ME]);
});

it('says that the session is over when it cannot be renewed', async () => {
  setAccessToken('old');
  const ended = vi.fn();
  whenSessionEnds(ended);
  expectRequests(tooOld, { ...renewed, status: 401, answer: { code: 'session-ended' } });
  await expect(me()).rejects.toMatchObject({ status: 401 });
  expect(ended).toHaveBeenCalledOnce();
  expect(accessToken()).toBeNull();
});

it('does not sign anybody out because the server is restarting', async () => {
  setAccessToken('old');
  const ended = vi.fn();
  whenSessionEnds(ended);
  expectRequests(tooOld, { ...renewed, status: 503, answer: { code: 'unavailable' } });
  await expect(me()).rejects.toMatchObject({ status: 503 });
  expect(ended).not.toHaveBeenCalled();
});

it('tells a server that cannot be reached from one that refuses', async () => {
  expectRequests({ request: ASK, isBroken: true });
  await expect(me()).rejects.toMatchObject({ status: 0, code: 'unreachable' });
});

it('keeps the fields and the request id that a refusal names', async () => {
  const errors = [{ field: 'name', code: 'length', message: 'too long' }];
  expectRequests({
    request: 'PATCH /api/v1/me',
    status: 400,
    answer: { code: 'invalid-request', requestId: 'request-7', errors },
  });
  const refused = dataOf(api.PATCH('/api/v1/me', { body: { name: 'x' } }));
  await expect(refused).rejects.toMatchObject({ status: 400, errors, requestId: 'request-7' });
});

it('makes a problem even of a page that a proxy wrote', () => {
  const response = new Response('<h1>Bad Gateway</h1>', {
    status: 502,
    headers: { 'x-request-id': 'proxy-3' },
  });
  expect(problemFrom(response, '<h1>Bad Gateway</h1>')).toMatchObject({
    status: 502,
    code: 'http-502',
    requestId: 'proxy-3',
    errors: [],
  });
});

it('passes a request that the screen no longer needs on as given up, not as a problem', async () => {
  const left = new AbortController();
  globalThis.fetch = () => Promise.reject(new DOMException('left', 'AbortError'));
  const answer = dataOf(api.GET('/api/v1/me', { signal: left.signal }));
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});
