import { expect, it } from 'vitest';
import type { ConnectionView } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  field,
  fill,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import { aConnection } from '../testing/a-connection.js';
import ConnectionsView from './ConnectionsView.vue';

const LIST = { request: `GET ${ACCOUNT_API}/connections`, answer: { items: [], nextCursor: null } };
const TEST = `POST ${ACCOUNT_API}/connections/test`;
const KEY = 'a-key-nobody-may-see';

const provider = (name: string, title: string, ...fields: string[]) => ({
  name,
  title,
  country: 'PL',
  credentials: fields.map((each) => ({
    name: each,
    isSecret: each !== 'subdomain',
    pattern: '.+',
    example: null,
  })),
  helpUrl: `https://${name}.example/help`,
  isOn: true,
});
const INFAKT = provider('infakt', 'inFakt', 'apiKey');
const FAKTUROWNIA = provider('fakturownia', 'Fakturownia', 'subdomain', 'apiToken');

async function openForm(...items: unknown[]) {
  expectRequests(LIST);
  await showScreen(ConnectionsView, { area: 'providers' });
  const list = items.length === 0 ? [INFAKT] : items;
  expectRequests({ request: `GET ${ACCOUNT_API}/providers`, answer: { items: list } });
  await press('Connect a system');
  if (items.length > 0) return;
  await fill('API key', KEY);
}

const GOOD = { ok: true, companyName: 'Buk', problem: null };
const submit = async () => {
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await quiet();
};

it('tests a key before it is stored and names the firm behind it', async () => {
  await openForm();
  expectRequests({ request: TEST, answer: { ok: true, companyName: 'Buk', problem: null } });
  await press('Test connection');
  expect(pageText()).toContain('The connection works. The key belongs to Buk');
  expect(field('Name').value).toBe('Buk');
});

it('says what is wrong with a key and whom to give which number', async () => {
  await openForm();
  const problem = { code: 'key-refused', actor: 'reconnect', detail: '401', reference: 'r-5' };
  expectRequests({ request: TEST, answer: { ok: false, companyName: null, problem } });
  await press('Test connection');
  expect(pageText()).toContain('inFakt refuses the key');
  expect(pageText()).toContain('r-5');
  await fill('API key', 'another-key');
  expect(pageText()).not.toContain('inFakt refuses the key');
});

it('stores the key and keeps nothing of it on the page', async () => {
  await openForm();
  await fill('Name', 'inFakt Buk');
  expectRequests({ request: TEST, answer: GOOD });
  expectRequests({ request: `POST ${ACCOUNT_API}/connections`, status: 201, answer: {} }, LIST);
  await submit();
  expect(
    sentRequests().find(({ line }) => line === `POST ${ACCOUNT_API}/connections`)?.body,
  ).toEqual({
    provider: 'infakt',
    name: 'inFakt Buk',
    credentials: { apiKey: KEY },
  });
  expect(document.documentElement.outerHTML).not.toContain(KEY);
});

it('marks the field that the server refuses', async () => {
  await openForm();
  await fill('Name', 'x');
  const errors = [{ field: 'credentials.apiKey', code: 'matches', message: 'x' }];
  const answer = { code: 'invalid-request', errors };
  expectRequests({ request: TEST, status: 400, answer });
  await submit();
  expect(field('API key').getAttribute('aria-invalid')).toBe('true');
  expect(pageText()).toContain('This does not have the right form');
});

it('asks each system for what it wants, and says where that is found', async () => {
  await openForm(INFAKT, FAKTUROWNIA, { ...provider('wfirma', 'wFirma', 'appKey'), isOn: false });
  expect(pageText()).not.toContain('wFirma');
  const [, second] = document.querySelectorAll<HTMLInputElement>('input[type=radio]');
  second!.click();
  await quiet();
  expect(pageText()).toContain('Ustawienia konta → Integracja');
  await fill('Account name', 'buk');
  await fill('API token', KEY);
  expect(field('Account name').type).toBe('text');
  expect(field('API token').type).toBe('password');
  expectRequests({ request: TEST, answer: GOOD });
  await press('Test connection');
  expect(sentRequests().at(-1)?.body).toEqual({
    provider: 'fakturownia',
    credentials: { subdomain: 'buk', apiToken: KEY },
  });
});

it('does not store a key that the system refuses', async () => {
  await openForm();
  await fill('Name', 'inFakt Buk');
  const problem = { code: 'key-refused', actor: 'reconnect', detail: '401', reference: 'r-6' };
  expectRequests({ request: TEST, answer: { ok: false, companyName: null, problem } });
  await submit();
  expect(pageText()).toContain('r-6');
});

const ARCHIVE = aConnection({
  provider: 'ksef',
  name: 'Faktury',
  learnsOfPayments: false,
  hasWebhooks: false,
  version: 3,
});

it('asks where payments are recorded when the system never hears of them', async () => {
  const listed = (item: ConnectionView) => ({
    request: `GET ${ACCOUNT_API}/connections`,
    answer: { items: [item], nextCursor: null },
  });
  const answered = { ...ARCHIVE, paymentsKeptHereAt: '2026-03-10T10:00:00Z', version: 4 };
  expectRequests(listed(ARCHIVE));
  await showScreen(ConnectionsView, { area: 'providers' });
  expect(pageText()).toContain('no reminder about these invoices leaves');
  expectRequests(
    { request: `PATCH ${ACCOUNT_API}/connections/c-1`, answer: answered },
    listed(answered),
  );
  await press('Payments are recorded here');
  expect(sentRequests().find(({ line }) => line.startsWith('PATCH'))).toMatchObject({
    body: { arePaymentsKeptHere: true },
  });
  expect(pageText()).toContain('confirmed');
});

it('asks nothing where the system knows what was paid', async () => {
  expectRequests({
    request: `GET ${ACCOUNT_API}/connections`,
    answer: {
      items: [{ ...ARCHIVE, provider: 'infakt', learnsOfPayments: true }],
      nextCursor: null,
    },
  });
  await showScreen(ConnectionsView, { area: 'providers' });
  expect(pageText()).not.toContain('Where are payments recorded?');
});

it('offers instant updates only where the system calls by itself', async () => {
  expectRequests({
    request: `GET ${ACCOUNT_API}/connections`,
    answer: { items: [ARCHIVE, aConnection({ id: 'c-2' })], nextCursor: null },
  });
  await showScreen(ConnectionsView, { area: 'providers' });
  expect(pageText().split('Instant updates')).toHaveLength(2);
});

const listedOne = (item: ConnectionView) => ({
  request: `GET ${ACCOUNT_API}/connections`,
  answer: { items: [item], nextCursor: null },
});
const switches = () => [...document.querySelectorAll<HTMLButtonElement>('[role=switch]')];
const WHOLE = {
  ...ARCHIVE,
  provider: 'infakt',
  learnsOfPayments: true,
  writeBack: { ...ARCHIVE.writeBack, canMarkPaid: true },
} satisfies ConnectionView;
const PARTS = {
  ...WHOLE,
  provider: 'billingo',
  writeBack: { ...WHOLE.writeBack, canRecordPayments: true },
} satisfies ConnectionView;

it('offers to pass payments on only as far as the system takes them', async () => {
  expectRequests(listedOne(WHOLE));
  await showScreen(ConnectionsView, { area: 'providers' });
  expect(switches().map((each) => each.getAttribute('aria-checked'))).toEqual(['false']);
  expect(pageText()).toContain('It takes only the whole');
});

it('says what happens there, and switches each on by itself', async () => {
  const on = { ...PARTS, version: 4, writeBack: { ...PARTS.writeBack, recordsPayments: true } };
  expectRequests(listedOne(PARTS));
  await showScreen(ConnectionsView, { area: 'providers' });
  expect(pageText()).toContain('replaces the invoice’s list of payments as a whole');
  expectRequests({ request: `PATCH ${ACCOUNT_API}/connections/c-1`, answer: on }, listedOne(on));
  switches()[1]!.click();
  await quiet();
  const sent = sentRequests().find(({ line }) => line.startsWith('PATCH'));
  expect(sent?.body).toEqual({ recordsPayments: true });
  expect(sent?.headers.get('if-match')).toContain('3');
  expect(switches().map((each) => each.getAttribute('aria-checked'))).toEqual(['false', 'true']);
});

it('shows the newest state when somebody else has changed the connection', async () => {
  const theirs = { ...PARTS, version: 4, writeBack: { ...PARTS.writeBack, marksPaid: true } };
  expectRequests(listedOne(PARTS));
  await showScreen(ConnectionsView, { area: 'providers' });
  expectRequests(
    { request: `PATCH ${ACCOUNT_API}/connections/c-1`, status: 412, answer: { code: 'stale' } },
    listedOne(theirs),
  );
  switches()[1]!.click();
  await quiet();
  expect(switches().map((each) => each.getAttribute('aria-checked'))).toEqual(['true', 'false']);
});

it('offers no switch where the system cannot be told', async () => {
  const writeBack = { ...PARTS.writeBack, canMarkPaid: false, canRecordPayments: false };
  expectRequests(listedOne({ ...PARTS, writeBack }));
  await showScreen(ConnectionsView, { area: 'providers' });
  expect(switches()).toEqual([]);
});
