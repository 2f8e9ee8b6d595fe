import { expect, it } from 'vitest';
import type { SyncIssueView } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  button,
  fill,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import { aConnection } from '../testing/a-connection.js';
import { anIssue } from '../testing/an-issue.js';
import SetAsideView from './SetAsideView.vue';

const ROWS = `${ACCOUNT_API}/sync-issues`;
const connections = {
  request: `GET ${ACCOUNT_API}/connections`,
  answer: { items: [aConnection(), aConnection({ id: 'c-2', name: 'wFirma' })], nextCursor: null },
};
const reasons = (query = '', open = 2) => ({
  request: `GET ${ROWS}/reasons${query}`,
  answer: {
    items: [
      { reason: 'malformed', open, ignored: 0, solved: 7 },
      { reason: 'no-due-date', open: 0, ignored: 1, solved: 0 },
    ],
  },
});
const rows = (query: string, items: SyncIssueView[], nextCursor: string | null = null) => ({
  request: `GET ${ROWS}?${query}`,
  answer: { items, nextCursor },
});
const shown = (at = '') => showScreen(SetAsideView, { area: 'providers', at });

it('shows what is to be looked at over all runs, page by page, and narrows it by why', async () => {
  expectRequests(connections, reasons(), rows('limit=50&state=open', [anIssue('a')], 'more'));
  await shown();
  expect(pageText()).toContain('The row is malformed (2)');
  expect(pageText()).not.toContain('No due date (0)');
  expectRequests(rows('limit=50&state=open&cursor=more', [anIssue('b')]));
  await press('Next');
  expect(pageText()).toContain('ext-b');
  expectRequests(rows('reason=malformed&limit=50&state=open', []));
  await fill('Reason', 'malformed');
  expect(pageText()).toContain('There are no such rows.');
});

it('keeps its filters in the address', async () => {
  expectRequests(
    connections,
    reasons('?connectionId=c-2'),
    rows('connectionId=c-2&reason=no-due-date&limit=50&state=ignored', []),
  );
  await shown('?connection=c-2&reason=no-due-date&state=ignored');
  expect(pageText()).toContain('No due date (1)');
});

it('asks for a whole page of rows again and says what came of it', async () => {
  const both = [anIssue('a'), anIssue('b')];
  expectRequests(connections, reasons(), rows('limit=50&state=open', both));
  await shown();
  document.querySelector<HTMLInputElement>('label input')!.click();
  await quiet();
  const items = [
    { issueId: 'a', outcome: 'solved', code: null, detail: null, findings: [] },
    { issueId: 'b', outcome: 'not-asked', code: 'timeout', detail: 'No answer.', findings: [] },
  ];
  expectRequests(
    { request: `POST ${ROWS}/retry`, answer: { items } },
    rows('limit=50&state=open', [anIssue('b')]),
    reasons('', 1),
  );
  await press('Ask again');
  expect(sentRequests().find(({ line }) => line.startsWith('POST'))?.body).toEqual({
    issueIds: ['a', 'b'],
  });
  expect(pageText()).toContain('Asked for again: 2. Well now: 1.');
  expect(pageText()).toContain('Could not be asked for: the invoicing system did not answer');
});

it('lets a viewer look and change nothing', async () => {
  expectRequests(connections, reasons(), rows('limit=50&state=open', [anIssue('a')]));
  await showScreen(SetAsideView, { area: 'providers', role: 'viewer' });
  expect(pageText()).toContain('gross_price: is not a number');
  expect(() => button('Ask again')).toThrow();
});

it('says what is wrong in words, and leaves the technical sentence to whoever opens it', async () => {
  const flaws = [
    { code: 'missing', field: 'gross_price', value: null },
    { code: 'form-not-read', field: null, value: 'FA_RR' },
  ];
  const old = anIssue('b', { detail: 'kind: empty', findings: [] });
  expectRequests(
    connections,
    reasons(),
    rows('limit=50&state=open', [anIssue('a', { findings: flaws }), old]),
  );
  await shown();
  const said = 'gross_price: is missing; this form of document is not read (FA_RR)';
  expect(pageText()).toContain(said);
  expect(document.querySelector('details')?.textContent).toContain('Technical detail');
});
