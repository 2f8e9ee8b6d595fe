import { readFileSync } from 'node:fs';
import type { ProviderContext } from '@invoicetracker/provider-kit';
import { instantTransport, walkPages } from '@invoicetracker/provider-kit/conformance';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { answerProblems, type Exchange, requestProblems } from '../test/openapi-contract.js';
import { ksef } from './capabilities.js';
import { renewSession, type Session } from './http/session.js';

const TOKEN = 'sandbox-contract';
const NIP = '5252445767';
const GONE = '5252445767-20260305-0A1B2C3D4E60-4A';
let sandbox: Sandbox;
const seen: Exchange[] = [];

beforeAll(async () => {
  const clock = () => new Date('2026-03-10T09:00:00Z');
  sandbox = await startSandbox({ clock, invoices: 150, limits: false });
});
afterAll(() => sandbox.close());

function listened(token: string): ProviderContext {
  const context = instantTransport(ksef, sandbox.ksef.baseUrl, { nip: NIP, token });
  return {
    ...context,
    request: async (wanted) => {
      const { status, body } = await context.request(wanted);
      const { method, path, query = [] } = wanted;
      seen.push({ method, path, query, sent: wanted.body, status, answered: body });
      return { status, body, headers: {}, wasThrottled: false };
    },
  };
}

describe('what we ask of KSeF, and what the sandbox answers', () => {
  beforeAll(async () => {
    const context = listened(TOKEN);
    await ksef.testConnection(context);
    const pages = await walkPages((cursor) =>
      ksef.listChangedInvoices(context, new Date(0), cursor),
    );
    const [first] = pages.flatMap(({ records }) => records);
    await ksef.getInvoice(context, first ?? { collection: '', externalId: '' });
    await ksef.getInvoice(context, { collection: 'invoices', externalId: GONE });
    await renewSession(context, (await context.memory.get('ksef.session')) as Session);
    await ksef.listChangedInvoices(context, new Date('2026-03-11T00:00:00Z'), null);
    await expect(ksef.testConnection(listened('somebody-else'))).rejects.toThrow();
  });

  it('covers every operation there is a use for', () => {
    const named = seen.map(({ method, path, status }) => {
      const place = path.replace(/-[0-9A-Z-]{10,}$/, '').replace(/\/\d{8,10}$/, '/*');
      return `${method} ${place} ${status}`;
    });
    expect([...new Set(named)].sort()).toEqual([
      'GET /auth/* 200',
      'GET /invoices/ksef/* 200',
      'GET /invoices/ksef/* 400',
      'GET /security/public-key-certificates 200',
      'POST /auth/challenge 200',
      'POST /auth/ksef-token 202',
      'POST /auth/token/redeem 200',
      'POST /auth/token/refresh 200',
      'POST /invoices/query/metadata 200',
      'POST /invoices/query/metadata 400',
    ]);
  });

  it('is described, request by request', () => {
    expect(seen.flatMap(requestProblems)).toEqual([]);
  });

  it('is described, answer by answer', () => {
    expect(seen.flatMap(answerProblems)).toEqual([]);
  });
});

describe('the description', () => {
  const list = { method: 'POST', path: '/invoices/query/metadata', query: [], status: 200 };
  const sample = (file: string): unknown =>
    JSON.parse(readFileSync(new URL(`../spec/examples/${file}`, import.meta.url), 'utf8'));

  it('fits the samples', () => {
    const exchange: Exchange = {
      ...list,
      sent: sample('query-metadata.request.json'),
      answered: sample('query-metadata.response.json'),
    };
    expect([...requestProblems(exchange), ...answerProblems(exchange)]).toEqual([]);
  });

  it('refuses what it does not describe', () => {
    const wrong: Exchange = {
      ...list,
      query: [
        ['pageSize', '500'],
        ['limit', '5'],
      ],
      sent: { subjectType: 'Subject9' },
      answered: { invoices: [] },
    };
    expect(requestProblems(wrong)).toHaveLength(3);
    expect(answerProblems(wrong)).toHaveLength(1);
    expect(requestProblems({ ...wrong, path: '/invoices' })).toHaveLength(1);
  });
});
