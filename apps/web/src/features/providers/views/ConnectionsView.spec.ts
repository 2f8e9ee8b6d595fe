import { expect, it } from 'vitest';
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
import ConnectionsView from './ConnectionsView.vue';

const LIST = { request: `GET ${ACCOUNT_API}/connections`, answer: { items: [], nextCursor: null } };
const TEST = `POST ${ACCOUNT_API}/connections/test`;
const KEY = 'a-key-nobody-may-see';

async function openForm() {
  expectRequests(LIST);
  await showScreen(ConnectionsView, { area: 'providers' });
  await press('Connect inFakt');
  await fill('API key', KEY);
}

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
  expect(pageText()).toContain('inFakt refuses the API key');
  expect(pageText()).toContain('r-5');
  await fill('API key', 'another-key');
  expect(pageText()).not.toContain('inFakt refuses the API key');
});

it('stores the key and keeps nothing of it on the page', async () => {
  await openForm();
  await fill('Name', 'inFakt Buk');
  expectRequests({ request: `POST ${ACCOUNT_API}/connections`, status: 201, answer: {} }, LIST);
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await quiet();
  expect(sentRequests()[1]?.body).toEqual({
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
  expectRequests({ request: `POST ${ACCOUNT_API}/connections`, status: 400, answer });
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await quiet();
  expect(field('API key').getAttribute('aria-invalid')).toBe('true');
  expect(pageText()).toContain('This does not have the right form');
});
