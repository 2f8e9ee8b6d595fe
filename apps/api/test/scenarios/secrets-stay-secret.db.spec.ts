import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { Firm } from '../factories/firm.js';
import { ApiProcess } from '../support/api-process.js';
import { PASSWORD, Product } from '../support/product.js';
import { buildWorker } from '../support/worker-process.js';

/** A secret that cannot come from anywhere else. */
const canary = (name: string) => `canary-${name}-${randomUUID()}`;

const SECRETS = {
  providerKey: canary('provider-key'),
  newerProviderKey: canary('newer-provider-key'),
  refusedProviderKey: canary('refused-provider-key'),
  mailPassword: canary('mail-password'),
  wrongPassword: canary('wrong-password'),
  inAddress: canary('in-address'),
  inBrokenJson: canary('in-broken-json'),
  inUnknownField: canary('in-unknown-field'),
};

let product: Product;
let api: ApiProcess;
let firm: Firm;
const answers: string[] = [];
let token = '';
let refreshCookie = '';

beforeAll(async () => {
  buildWorker();
  // Nobody listens there: what happens when the provider does not answer is logged.
  product = await Product.start({ INFAKT_API_URL: 'http://127.0.0.1:9/api/v3' });
  firm = await Firm.make(product, 'Firma', [
    { userId: await product.user('anna', true), role: 'admin' },
  ]);
  api = await ApiProcess.start(product);
}, 120_000);
afterAll(async () => {
  await api.stop();
  await product.close();
});

async function call(method: string, path: string, body?: unknown, headers = {}): Promise<Response> {
  const reply = await fetch(`${api.url}/api/v1${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  answers.push(await reply.clone().text());
  return reply;
}

async function callInAccount(method: string, path: string, body?: unknown, headers = {}) {
  return call(method, `/accounts/${firm.accountId}${path}`, body, headers);
}

/** Everything that is stored, as text: every table, every column. */
async function dump(): Promise<string> {
  const { rows: tables } = await product.owner.query<{ name: string }>(
    "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'pgboss')",
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await product.owner.query<{ row: string }>(
      `select t::text as row from ${name} t`,
    );
    parts.push(...rows.map(({ row }) => row));
  }
  return parts.join('\n');
}

it('C04 takes secrets in and lets none of them out again', async () => {
  await call('POST', '/auth/sign-in', { username: 'anna', password: SECRETS.wrongPassword });
  const session = await call('POST', '/auth/sign-in', { username: 'anna', password: PASSWORD });
  const signedIn = (await session.json()) as { accessToken: string };
  answers.pop(); // the one answer that has to show the token
  token = signedIn.accessToken;
  refreshCookie = /=([^;]+)/.exec(session.headers.getSetCookie()[0]!)![1]!;

  const made = await callInAccount('POST', '/connections', {
    provider: 'infakt',
    name: 'inFakt',
    credentials: { apiKey: SECRETS.providerKey },
  });
  const { id } = (await made.json()) as { id: string };
  const etag = made.headers.get('etag') ?? '1';
  await callInAccount(
    'PATCH',
    `/connections/${id}`,
    { credentials: { apiKey: SECRETS.newerProviderKey } },
    { 'if-match': etag },
  );
  await callInAccount('POST', `/connections/${id}/test`, {});
  await callInAccount('POST', '/connections/test', {
    provider: 'infakt',
    credentials: { apiKey: SECRETS.refusedProviderKey },
  });
  await callInAccount('POST', `/connections/${id}/syncs`, {});
  const sender = {
    use: 'default',
    host: '127.0.0.1',
    port: 2525,
    security: 'none',
    username: 'firma',
    password: SECRETS.mailPassword,
    fromName: 'Firma',
    fromEmail: 'firma@firma.example',
    replyTo: null,
    signature: '',
  };
  const stored = await callInAccount('POST', '/senders', sender);
  expect(stored.status).toBe(201);
  const { id: senderId } = (await stored.json()) as { id: string };
  await callInAccount('POST', `/senders/${senderId}/test`, { to: 'szef@firma.example' });
  // What people send by mistake must not come back either, nor reach the logs.
  await callInAccount('GET', `/cases?apiKey=${SECRETS.inAddress}`);
  await callInAccount('POST', '/connections', `{"apiKey": "${SECRETS.inBrokenJson}`);
  await callInAccount('PUT', `/senders/${senderId}`, {
    ...sender,
    passwort: SECRETS.inUnknownField,
    password: '',
  });
  for (const path of [
    '/connections',
    `/connections/${id}`,
    '/senders',
    `/senders/${senderId}`,
    '/audit',
    '/audit/export?format=csv',
    '/audit/export?format=ndjson',
    '/sync-runs',
    '/setup',
  ])
    await callInAccount('GET', path);
  for (const path of ['/me', '/admin/audit', '/admin/audit/export?format=ndjson', '/instance'])
    await call('GET', path);

  const rows = await firm.rows<{ sealed_key: string }>(
    'select sealed_key from connections where account_id = $1',
  );
  expect(rows[0]!.sealed_key).toMatch(/^v1\.k1\./);
  const outputs = { answers: answers.join('\n'), logs: api.output, database: await dump() };
  expect(outputs.logs).toContain('request completed');
  const keys = ['JWT_KEYS', 'SEALING_KEYS', 'AUDIT_KEYS'] as const;
  const secrets = {
    ...SECRETS,
    password: PASSWORD,
    accessToken: token,
    refreshCookie,
    ...Object.fromEntries(keys.map((name) => [name, product.settings[name].split(':')[1]!])),
  };
  const found = Object.entries(secrets).flatMap(([name, secret]) =>
    Object.entries(outputs)
      .filter(([, text]) => text.includes(secret))
      .map(([place]) => `${name} in ${place}`),
  );
  expect(found).toEqual([]);
  const sealedOut = rows.filter(({ sealed_key }) => outputs.answers.includes(sealed_key));
  expect(sealedOut).toEqual([]);
});
