import { expect, it } from 'vitest';
import { expectRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  fill,
  pageText,
  press,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import ApiKeysView from './ApiKeysView.vue';

const KEYS = `GET ${ACCOUNT_API}/api-keys`;
const VIEW = {
  id: 'k-1',
  name: 'Warehouse export',
  prefix: 'Ab3dEf9h',
  scopes: ['read'],
  createdBy: 'Ania',
  createdAt: '2026-06-01T08:00:00Z',
  expiresAt: '2027-06-01T08:00:00Z',
  endsAt: null,
  lastUsedAt: null,
  state: 'active',
};

it('shows a new key once, and never again', async () => {
  expectRequests({ request: KEYS, answer: { items: [] } });
  await showScreen(ApiKeysView, { area: 'people' });
  expect(pageText()).toContain('No key yet');
  await press('Make a key');
  await fill('What uses it', 'Warehouse export');
  const secret = 'itk_Ab3dEf9h_not-a-real-key_123456';
  expectRequests(
    { request: `POST ${ACCOUNT_API}/api-keys`, status: 201, answer: { ...VIEW, key: secret } },
    { request: KEYS, answer: { items: [VIEW] } },
  );
  const form = document.querySelector('dialog form');
  form?.dispatchEvent(new Event('submit', { cancelable: true }));
  await expect.poll(pageText).toContain(secret);
  await press('I have stored it');
  expect(pageText()).not.toContain(secret);
  expect(pageText()).toContain('never used');
});

it('offers nothing to do with a key that no longer works', async () => {
  expectRequests({ request: KEYS, answer: { items: [{ ...VIEW, state: 'revoked' }] } });
  await showScreen(ApiKeysView, { area: 'people' });
  expect(pageText()).toContain('revoked');
  expect(pageText()).not.toContain('Replace');
});
