import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';

import type { ProviderRequest } from '../provider.js';
import { ProviderError } from '../provider-error.js';
import { createHttpTransport } from './http-transport.js';
import type { HttpTransportOptions, TransportCall } from './transport-options.js';

const KEY = 'very-secret-key';
const GET: ProviderRequest = {
  method: 'GET',
  path: '/invoices.json',
  query: [['q[number_eq]', '1/03 & co']],
};
const START = Date.parse('2026-03-10T09:00:00Z');

type Answer = Response | Error | (() => Promise<Response>);

/** A transport whose server gives these answers in turn, and on which waiting takes no time. */
function scripted(answers: readonly Answer[], changes: Partial<HttpTransportOptions> = {}) {
  const seen = {
    requests: [] as { url: string; init: RequestInit }[],
    waits: [] as number[],
    calls: [] as TransportCall[],
    taken: [] as string[],
    pauses: [] as number[],
    ends: [] as (string | null)[],
  };
  let now = START;
  let next = 0;
  const transport = createHttpTransport({
    baseUrl: 'https://provider.example/api/',
    provider: { access: ({ key = '' }) => ({ headers: { 'X-Api-Key': key } }) },
    credentials: { key: KEY },
    fetch: (url, init) => {
      seen.requests.push({ url: String(url), init: init ?? {} });
      const answer = answers[next] as Answer;
      next += 1;
      if (typeof answer === 'function') return answer();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    timeouts: { connectMs: 5000, totalMs: 5000 },
    maxBytes: 1000,
    governor: {
      take: (kind) => Promise.resolve(void seen.taken.push(kind)),
      pause: (untilMs) => void seen.pauses.push(untilMs - START),
      ended: (failure) => Promise.resolve(void seen.ends.push(failure)),
    },
    retries: 3,
    backoff: { baseMs: 1000, capMs: 3000 },
    random: () => 0.5,
    sleep: (ms) => {
      seen.waits.push(ms);
      now += ms;
      return Promise.resolve();
    },
    now: () => now,
    onCall: (call) => seen.calls.push(call),
    ...changes,
  });
  return { transport, seen };
}

const ok = (body: unknown = { fine: true }) => Response.json(body);
const status = (code: number, headers: Record<string, string> = {}) =>
  new Response('{}', { status: code, headers });

async function failure(promise: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
}

describe('asking a provider', () => {
  it('sends key and query, and hands the JSON back', async () => {
    const { transport, seen } = scripted([ok()]);
    expect(await transport.request(GET)).toMatchObject({
      status: 200,
      body: { fine: true },
      wasThrottled: false,
    });
    const [{ url, init }] = seen.requests as [{ url: string; init: RequestInit }];
    expect(url).toBe('https://provider.example/api/invoices.json?q%5Bnumber_eq%5D=1%2F03+%26+co');
    expect(new Headers(init.headers).get('x-api-key')).toBe(KEY);
    expect(init.redirect).toBe('manual');
  });

  it('hands bytes over as they came, and JSON that came in their place as what it says', async () => {
    const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0xff, 0x00]);
    const { transport } = scripted([new Response(bytes), ok({ status: 'later' })]);
    const wanted = { ...GET, answer: 'bytes' } as const;
    expect((await transport.request(wanted)).body).toEqual(bytes);
    expect((await transport.request(wanted)).body).toEqual({ status: 'later' });
  });

  it('tells the governor of no failure that says nothing of the rest', async () => {
    const { transport, seen } = scripted([status(500), status(500), status(500), status(500)]);
    await failure(transport.request({ ...GET, isAside: true }));
    expect(seen.ends).toEqual([]);
  });

  it('stops reading where a request takes less than the host would', async () => {
    const { transport } = scripted([new Response('x'.repeat(200))]);
    const error = await failure(transport.request({ ...GET, answer: 'bytes', maxBytes: 100 }));
    expect(error).toMatchObject({ code: 'answer-too-large' });
  });

  it('sends an object as JSON and text as it is', async () => {
    const { transport, seen } = scripted([ok(), ok()]);
    const post = { method: 'POST', path: '/find', isRead: true } as const;
    await transport.request({ ...post, body: { page: 1 } });
    const headers = { 'content-type': 'application/xml' };
    await transport.request({ ...post, headers, body: '<api/>' });
    const sent = seen.requests.map(({ init }) => [
      init.body,
      new Headers(init.headers).get('content-type'),
    ]);
    expect(sent).toEqual([
      ['{"page":1}', 'application/json'],
      ['<api/>', 'application/xml'],
    ]);
  });

  it('asks the governor before every attempt', async () => {
    const { transport, seen } = scripted([status(500), ok()]);
    await transport.request(GET);
    expect(seen.taken).toEqual(['read', 'read']);
  });

  it('lets the governor end a run whose budget is spent', async () => {
    const spent = new ProviderError({ actor: 'retry', code: 'budget-spent', message: 'spent' });
    const { transport, seen } = scripted([ok()], {
      governor: { take: () => Promise.reject(spent), pause: () => undefined },
    });
    expect(await failure(transport.request(GET))).toBe(spent);
    expect(seen.requests).toEqual([]);
  });

  it('tells the governor whether the host answered, be it with a refusal, or failed', async () => {
    const { transport, seen } = scripted([
      status(429),
      status(500),
      new Error('ECONNRESET'),
      new Response('<html>'),
      status(403),
    ]);
    await failure(transport.request(GET));
    await transport.request(GET);
    expect(seen.ends).toEqual([null, 'provider-failing', 'unreachable', 'answer-unreadable', null]);
  });

  it('tells every attempt without query, key or body', async () => {
    const { transport, seen } = scripted([status(502), ok()]);
    await transport.request(GET);
    expect(seen.calls).toMatchObject([
      {
        attempt: 0,
        status: 502,
        outcome: 'failed',
        code: 'provider-failing',
        path: '/invoices.json',
      },
      { attempt: 1, status: 200, outcome: 'answered', code: null, bytes: 13 },
    ]);
    expect(JSON.stringify(seen.calls)).not.toMatch(/secret|number_eq/);
  });
});

describe('when the provider is in trouble', () => {
  it('waits longer each time, up to the cap, and then gives up with a time to come back', async () => {
    const { transport, seen } = scripted([status(500), status(502), status(503), status(504)]);
    const error = await failure(transport.request(GET));
    expect(seen.waits).toEqual([500, 1000, 1500]);
    expect(error).toMatchObject({
      actor: 'retry',
      code: 'provider-failing',
      status: 504,
      retryAt: START + 3000 + 1500,
    });
    expect(seen.pauses).toEqual([]);
  });

  it.each([
    [
      'a broken connection',
      new TypeError('fetch failed', {
        cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }),
      }),
    ],
    ['a page of HTML', new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['half a body', new Response('{"entities": [')],
  ])('tries again after %s', async (_, answer) => {
    const { transport } = scripted([answer, ok()]);
    expect(await transport.request(GET)).toMatchObject({ status: 200 });
  });

  it('names the kind of a broken connection and nothing else of it', async () => {
    const cause = Object.assign(new Error(`sent ${KEY}`), { code: 'ECONNREFUSED' });
    const { transport } = scripted([new TypeError(`failed with ${KEY}`, { cause })], {
      retries: 0,
    });
    const error = await failure(transport.request(GET));
    expect(error.message).toContain('ECONNREFUSED');
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(KEY);
  });

  it('does not wait for ever for the answer to begin', async () => {
    const never = (init: () => RequestInit) => () =>
      new Promise<Response>((_, reject) =>
        init().signal?.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    const { transport, seen } = scripted([never(() => seen.requests[0]?.init ?? {})], {
      retries: 0,
      timeouts: { connectMs: 20, totalMs: 10_000 },
    });
    expect(await failure(transport.request(GET))).toMatchObject({
      actor: 'retry',
      code: 'timeout',
    });
  });

  it('does not wait for ever for the answer to end', async () => {
    const server = createServer((_, response) => void response.writeHead(200).write('{'));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const { transport } = scripted([], {
      baseUrl: `http://127.0.0.1:${port}`,
      fetch: globalThis.fetch,
      retries: 0,
      timeouts: { connectMs: 5000, totalMs: 200 },
    });
    const error = await failure(transport.request(GET));
    server.closeAllConnections();
    server.close();
    expect(error).toMatchObject({ actor: 'retry', code: 'timeout' });
  });

  it('stops reading an answer that is too large, and does not ask for it again', async () => {
    const { transport, seen } = scripted([ok('x'.repeat(2000))]);
    expect(await failure(transport.request(GET))).toMatchObject({
      actor: 'bug',
      code: 'answer-too-large',
    });
    expect(seen.requests).toHaveLength(1);
  });

  it('follows no redirect, which could carry the key elsewhere', async () => {
    const { transport, seen } = scripted([status(302, { location: 'https://evil.example' })]);
    expect(await failure(transport.request(GET))).toMatchObject({
      actor: 'bug',
      code: 'redirected',
    });
    expect(seen.requests).toHaveLength(1);
  });
});

describe('when the provider asks to slow down', () => {
  it('waits a minute when it does not say how long, and holds everybody back', async () => {
    const { transport, seen } = scripted([status(429), ok()]);
    expect(await transport.request(GET)).toMatchObject({ status: 200, wasThrottled: true });
    expect(seen.waits).toEqual([60_500]);
    expect(seen.pauses).toEqual([60_500]);
  });

  it.each([
    ['seconds', '7', 7500],
    ['a date', 'Tue, 10 Mar 2026 09:00:09 GMT', 9500],
    ['a date that has passed', 'Tue, 10 Mar 2026 08:00:00 GMT', 500],
    ['nonsense', 'soon-ish', 60_500],
  ])('honours Retry-After given as %s', async (_, header, wait) => {
    const { transport, seen } = scripted([status(429, { 'retry-after': header }), ok()]);
    await transport.request(GET);
    expect(seen.waits).toEqual([wait]);
  });

  it('honours it on 503 too', async () => {
    const { transport, seen } = scripted([status(503, { 'retry-after': '20' }), ok()]);
    await transport.request(GET);
    expect(seen.waits).toEqual([20_500]);
    expect(seen.pauses).toEqual([20_500]);
  });

  it('ends the request when the wait is longer than a run should sit idle', async () => {
    const { transport, seen } = scripted([status(429, { 'retry-after': '3600' })]);
    const error = await failure(transport.request(GET));
    expect(error).toMatchObject({
      actor: 'retry',
      code: 'throttled',
      status: 429,
      retryAt: START + 3_600_500,
    });
    expect(seen.waits).toEqual([]);
  });

  it('remembers it for a while, because a blocked address looks like a missing permission', async () => {
    const { transport } = scripted([status(429, { 'retry-after': '1' }), ok(), status(403)]);
    await transport.request(GET);
    expect(await transport.request(GET)).toMatchObject({ status: 403, wasThrottled: true });
  });
});

describe('what must not be done twice', () => {
  const POST: ProviderRequest = { method: 'POST', path: '/paid.json', body: { paid: true } };

  it.each([status(500), new TypeError('fetch failed')])(
    'is not repeated when nobody knows whether it was done',
    async (answer) => {
      const { transport, seen } = scripted([answer, ok()]);
      expect(await failure(transport.request(POST))).toMatchObject({ actor: 'retry' });
      expect(seen.requests).toHaveLength(1);
      expect(seen.taken).toEqual(['write']);
    },
  );

  it('is repeated when the provider says that it was not', async () => {
    const { transport, seen } = scripted([status(429, { 'retry-after': '1' }), ok()]);
    expect(await transport.request(POST)).toMatchObject({ status: 200 });
    expect(seen.requests.map(({ init }) => init.body)).toEqual(['{"paid":true}', '{"paid":true}']);
  });
});

it('refuses a key that cannot be sent without repeating it', () => {
  const build = () => scripted([], { credentials: { key: `${KEY}\nX-Other: 1` } });
  expect(build).toThrow(/^The key contains characters that cannot be sent\.$/);
});

describe('what a provider has of its own', () => {
  const provider = {
    access: ({ firm = '', token = '' }) => ({
      addressParts: { firm },
      query: [['api_token', token] as const],
    }),
    troubleIn: ({ body }: { body: unknown }) =>
      (body as { code?: string } | null)?.code === 'LIMIT' ? ('throttled' as const) : null,
  };
  const changes = {
    baseUrl: 'https://{firm}.provider.example',
    provider,
    credentials: { firm: 'meble-nowak', token: 'secret token' },
  };

  it('puts a firm into its address and a token behind every query, and tells nobody of either', async () => {
    const { transport, seen } = scripted([ok()], changes);
    await transport.request({ ...GET, query: [['page', '2']] });
    expect(seen.requests[0]?.url).toBe(
      'https://meble-nowak.provider.example/invoices.json?page=2&api_token=secret+token',
    );
    expect(inspect(seen.calls)).not.toContain('secret');
  });

  it.each(['evil.example/', 'a.b', '', '-a', 'x@evil', '%2e', 'a'.repeat(64)])(
    'takes %j for no part of an address',
    (firm) => {
      const build = () => scripted([], { ...changes, credentials: { firm, token: 'x' } });
      expect(build).toThrow(expect.objectContaining({ actor: 'reconnect' }));
    },
  );

  it('believes a provider that says in a good answer that it is too much', async () => {
    const { transport, seen } = scripted([ok({ code: 'LIMIT' }), ok({ code: 'OK' })], changes);
    expect((await transport.request(GET)).body).toEqual({ code: 'OK' });
    expect(seen.calls.map(({ outcome }) => outcome)).toEqual(['throttled', 'answered']);
    expect(seen.pauses).toHaveLength(1);
  });

  it('repeats what only reads, whatever its method, and counts it as what it is', async () => {
    const { transport, seen } = scripted([status(503), ok(), ok()]);
    await transport.request({ method: 'POST', path: '/find', body: {}, isRead: true });
    await transport.request({ method: 'POST', path: '/query', limit: 'metadata', isRead: true });
    expect(seen.taken).toEqual(['read', 'read', 'metadata']);
  });

  it('hands text on as it came, with headers of one request only', async () => {
    const { transport, seen } = scripted([new Response('<a/>'), ok()]);
    const asked = { method: 'GET', path: '/x', answer: 'text', headers: { 'X-One': '1' } } as const;
    expect((await transport.request(asked)).body).toBe('<a/>');
    await transport.request(GET);
    expect(seen.requests.map(({ init }) => new Headers(init.headers).get('x-one'))).toEqual([
      '1',
      null,
    ]);
  });
});
