import { expect, it } from 'vitest';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import { ACCOUNT_API, quiet, showScreen } from '../../../shared/testing/show-screen.js';
import AccessView from './AccessView.vue';

const FEATURES = `${ACCOUNT_API}/features`;

it('switches a feature off, and shows what the server says of it', async () => {
  expectRequests(
    { request: `GET ${ACCOUNT_API}`, answer: { isSecondFactorRequired: false, version: 1 } },
    { request: `GET ${FEATURES}`, answer: { items: [{ key: 'reminders', isOn: true }] } },
    { request: `GET ${ACCOUNT_API}/operator-access`, answer: { items: [] } },
  );
  await showScreen(AccessView, { area: 'people' });
  const [, reminders] = document.querySelectorAll<HTMLButtonElement>('[role=switch]');
  expect(reminders?.getAttribute('aria-checked')).toBe('true');
  expectRequests({
    request: `PUT ${FEATURES}`,
    answer: { items: [{ key: 'reminders', isOn: false }] },
  });
  reminders?.click();
  await quiet();
  expect(sentRequests().at(-1)?.body).toEqual({ items: [{ key: 'reminders', isOn: false }] });
  expect(reminders?.getAttribute('aria-checked')).toBe('false');
});
