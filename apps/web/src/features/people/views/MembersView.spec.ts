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
import MembersView from './MembersView.vue';

const MEMBERS = `GET ${ACCOUNT_API}/members`;
const INVITATIONS = `GET ${ACCOUNT_API}/invitations`;
const OLA = {
  userId: 'u-ola',
  name: 'Ola Nowak',
  email: 'ola@buk.example',
  role: 'accountant',
  since: '2026-05-01T08:00:00Z',
  hasSecondFactor: true,
  lastSeenAt: null,
};
const WAITING = {
  id: 'i-1',
  email: 'jan@buk.example',
  role: 'viewer',
  invitedBy: 'Ania',
  createdAt: '2026-05-30T08:00:00Z',
  expiresAt: '2026-06-02T08:00:00Z',
  state: 'open',
};

async function show(invitations: readonly unknown[] = []) {
  expectRequests(
    { request: MEMBERS, answer: { items: [OLA] } },
    { request: INVITATIONS, answer: { items: invitations } },
  );
  return showScreen(MembersView, { area: 'people' });
}

it('shows who belongs to the firm and who is still invited', async () => {
  await show([WAITING, { ...WAITING, id: 'i-2', email: 'ewa@buk.example', state: 'accepted' }]);
  expect(pageText()).toContain('Ola Nowak');
  expect(pageText()).toContain('second factor');
  expect(pageText()).toContain('jan@buk.example');
  expect(pageText()).toContain('waiting');
  expect(pageText()).not.toContain('ewa@buk.example');
});

it('invites by mail, and shows the invitation', async () => {
  await show();
  await press('Invite a person');
  await fill('E-mail address', ' jan@buk.example ');
  expectRequests(
    { request: `POST ${ACCOUNT_API}/invitations`, status: 201, answer: WAITING },
    { request: INVITATIONS, answer: { items: [WAITING] } },
  );
  await press('Send the invitation');
  expect(sentRequests().at(-2)?.body).toEqual({ email: 'jan@buk.example', role: 'accountant' });
  expect(pageText()).toContain('jan@buk.example');
});

it('shows the role that still holds when a change is refused', async () => {
  await show();
  expectRequests(
    {
      request: `PATCH ${ACCOUNT_API}/members/u-ola`,
      status: 422,
      answer: { code: 'last-admin', detail: 'A firm needs an admin.' },
    },
    { request: MEMBERS, answer: { items: [OLA] } },
  );
  const select = field('Role of Ola Nowak') as unknown as HTMLSelectElement;
  select.value = 'viewer';
  select.dispatchEvent(new Event('change'));
  await quiet();
  expect(field('Role of Ola Nowak').value).toBe('accountant');
});
