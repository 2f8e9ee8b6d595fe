import { expect, it } from 'vitest';
import { expectRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  fill,
  pageText,
  press,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import AuditView from './AuditView.vue';

const ENTRY = {
  seq: 7,
  at: '2026-06-01T08:00:00Z',
  actorKind: 'user',
  actorId: 'u-ola',
  actorName: 'Ola Nowak',
  action: 'member.role-changed',
  objectKind: 'user',
  objectId: 'u-jan',
  before: { role: 'viewer' },
  after: { role: 'admin' },
  ip: '192.0.2.7',
  userAgent: null,
  requestId: 'request-7',
};
const FIRST_PAGE = `GET ${ACCOUNT_API}/audit?limit=50`;

async function show(status: object) {
  expectRequests(
    { request: FIRST_PAGE, answer: { items: [ENTRY], nextCursor: null } },
    { request: `GET ${ACCOUNT_API}/audit/status`, answer: status },
  );
  return showScreen(AuditView, { area: 'audit' });
}

it('says who did what, from where, and what it was before', async () => {
  await show({ entries: 7, verifiedAt: '2026-06-01T01:00:00Z', isIntact: true, problem: null });
  expect(pageText()).toContain('Role changed');
  expect(pageText()).toContain('Ola Nowak');
  expect(pageText()).toMatch(/viewer\s*→\s*admin/);
  expect(pageText()).toContain('192.0.2.7');
  expect(pageText()).toContain('complete and unchanged');
});

it('cries out when the chain is broken, and names the entry', async () => {
  await show({
    entries: 7,
    verifiedAt: '2026-06-01T01:00:00Z',
    isIntact: false,
    problem: { seq: 5, kind: 'removed' },
  });
  expect(document.querySelector('[role=alert]')?.textContent).toContain('Entry 5 was removed');
});

it('asks the server for what is searched for', async () => {
  await show({ entries: 7, verifiedAt: null, isIntact: null, problem: null });
  await fill('Search', 'jan');
  expectRequests({
    request: `GET ${ACCOUNT_API}/audit?limit=50&text=jan`,
    answer: { items: [], nextCursor: null },
  });
  await press('Show');
  expect(pageText()).toContain('No entries');
});
