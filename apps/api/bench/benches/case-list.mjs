import { CASES, millionCases, READER } from '../arrange/million-cases.mjs';
import { environmentFor } from '../arrange/environment.mjs';
import { goals } from '../framework/goals.mjs';
import { median } from '../framework/median.mjs';
import { rowOf } from '../framework/row.mjs';
import { requestLoad } from '../load/request-load.mjs';
import { startServer } from '../load/start-server.mjs';

const ROUNDS = 5;
const SECONDS = 2;
/** In the middle of the list by due date. */
const DEEP = { dueOn: '2026-01-15', id: '80000000-0000-0000-0000-000000000000' };
const cursor = Buffer.from(JSON.stringify(['-daysPastDue', DEEP.dueOn, DEEP.id])).toString(
  'base64url',
);

/** The first page of 100 of a million cases, by days past due, over HTTP: sign-in, role and account are checked each time. */
export async function* listFirstPage(context) {
  const { perSecond, p50, p99 } = await compare(context, {
    limit: ({ accountId }) => `/first?p=${accountId}`,
    ours: () => '/cases',
  });
  yield rowOf('list-first-page', 'requests/s', perSecond, goals.ratioAtLeast(0.45));
  yield rowOf('list-first-page-p50', 'ms', p50);
  yield rowOf('list-first-page-p99', 'ms', p99, goals.atMost(12, 'ms'));
}

/** A page from the middle of the same list. Here the baseline of `against-first` is our own first page. */
export async function* listDeepPage(context) {
  const deep = await compare(context, {
    limit: ({ accountId }) => `/deep?p=${accountId}&p=${DEEP.dueOn}&p=${DEEP.id}`,
    ours: () => `/cases?cursor=${cursor}`,
  });
  yield rowOf('list-deep-page', 'requests/s', deep.perSecond, goals.ratioAtLeast(0.45));
  yield rowOf('list-deep-page-p99', 'ms', deep.p99, goals.atMost(12, 'ms'));
  const pages = await compare(context, {
    first: () => '/cases',
    ours: () => `/cases?cursor=${cursor}`,
  });
  yield rowOf('list-deep-page-against-first', 'ms', pages.p50, goals.ratioAtMost(1.2));
}

/** A number, a name or an address typed in part, another one each time. */
export async function* listSearch(context) {
  const term = (n) => [`fv/${(n * 7919) % CASES}/`, `klient${(n * 31) % (CASES / 20)}@`][n % 2];
  const { perSecond, p50, p99 } = await compare(context, {
    limit: ({ accountId }, n) => `/search?p=${accountId}&p=${encodeURIComponent(`%${term(n)}%`)}`,
    ours: (_firm, n) => `/cases?q=${encodeURIComponent(term(n))}`,
  });
  yield rowOf('list-search', 'requests/s', perSecond);
  yield rowOf('list-search-p50', 'ms', p50, goals.atMost(10, 'ms'));
  yield rowOf('list-search-p99', 'ms', p99);
}

/** Puts load on the raw server (or, with `first`, on another page of ours) and on ours in turns. */
async function compare(context, { limit, first, ours }) {
  const { raw, api, firm, base, headers } = await context.shared(servers);
  const baseline = limit
    ? (seconds) => requestLoad(raw, (n) => limit(firm, n), seconds)
    : (seconds) => requestLoad({ ...api, headers }, (n) => base + first(firm, n), seconds);
  const measured = (seconds) =>
    requestLoad({ ...api, headers }, (n) => base + ours(firm, n), seconds);
  await baseline(SECONDS / 2);
  await measured(SECONDS / 2);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ baseline: await baseline(SECONDS), value: await measured(SECONDS) });
  }
  const pick = (key) => ({
    baseline: median(rounds.map((round) => round.baseline[key])),
    value: median(rounds.map((round) => round.value[key])),
  });
  return { perSecond: pick('perSecond'), p50: pick('p50'), p99: pick('p99') };
}

async function servers(context) {
  const firm = await context.shared(millionCases);
  const raw = await startServer('bench/limits/raw-case-list.mjs', {
    environment: { OWNER_DATABASE_URL: firm.database.ownerUrl },
    readyPath: `/first?p=${firm.accountId}`,
  });
  context.atEnd(raw.stop);
  const api = await startServer('dist/main.js', {
    // requests are logged as they are in production
    environment: environmentFor(firm.database, { LOG_LEVEL: 'info' }),
    readyPath: '/api/v1/health/ready',
  });
  context.atEnd(api.stop);
  const headers = { authorization: `Bearer ${await signIn(api.port)}` };
  return { raw, api, firm, headers, base: `/api/v1/accounts/${firm.accountId}` };
}

async function signIn(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(READER),
  });
  if (!answer.ok) throw new Error(`Signing in failed: ${await answer.text()}`);
  return (await answer.json()).accessToken;
}
