import { expect, it } from 'vitest';
import type { SyncIssueView } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  button,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import { anIssue } from '../testing/an-issue.js';
import { aRun } from '../testing/a-run.js';
import SyncRunScreen from './SyncRunView.vue';

const RUN = aRun({
  state: 'succeeded',
  counts: { ...aRun().counts, new: 1, updated: 0, closed: 0, setAside: 2 },
  phase: null,
});
const list = (...items: SyncIssueView[]) => ({
  request: `GET ${ACCOUNT_API}/sync-issues?runId=run-1&limit=50`,
  answer: { items, nextCursor: null },
});
const PLACE = { area: 'providers', path: '/:runId', at: '/run-1' } as const;
const RUN_ASKED = { request: `GET ${ACCOUNT_API}/sync-runs/run-1`, answer: RUN };
const SCRIPTED = 'img[src="x"]';

it('shows a row as it came and asks for it again', async () => {
  expectRequests(RUN_ASKED, list(anIssue('a')));
  await showScreen(SyncRunScreen, PLACE);
  expect(document.querySelector('pre')?.textContent).toContain('onerror=alert(1)');
  expect(document.querySelector(SCRIPTED)).toBeNull();
  const items = [{ issueId: 'a', outcome: 'solved', code: null, detail: null, findings: [] }];
  expectRequests({ request: `POST ${ACCOUNT_API}/sync-issues/retry`, answer: { items } });
  expectRequests(list(anIssue('a', { state: 'solved' })));
  await press('Ask again');
  expect(pageText()).toContain('Read well and stored now.');
  expect(() => button('Ask again')).toThrow();
});

it('ignores several rows at once', async () => {
  expectRequests(RUN_ASKED, list(anIssue('a'), anIssue('b', { canRetry: false })));
  await showScreen(SyncRunScreen, PLACE);
  for (const box of document.querySelectorAll<HTMLInputElement>('li input')) box.click();
  await Promise.resolve();
  expect(pageText()).toContain('2 selected');
  expectRequests({ request: `POST ${ACCOUNT_API}/sync-issues/ignore`, status: 204 });
  expectRequests(list(anIssue('a', { state: 'ignored' }), anIssue('b', { state: 'ignored' })));
  await press('Ignore');
  expect(sentRequests().find(({ line }) => line.startsWith('POST'))?.body).toEqual({
    issueIds: ['a', 'b'],
  });
  expect(pageText()).toContain('No longer ignore');
});

it('lets a viewer look and change nothing', async () => {
  expectRequests(RUN_ASKED, list(anIssue('a')));
  await showScreen(SyncRunScreen, { ...PLACE, role: 'viewer' });
  expect(pageText()).toContain('gross_price: is not a number');
  expect(pageText()).not.toContain('Ask again');
  expect(document.querySelector('input[type=checkbox]')).toBeNull();
});

const rowsOf = (query: string, number: string, nextCursor: string | null = null) => ({
  request: `GET ${ACCOUNT_API}/sync-runs/run-1/invoices?${query}`,
  answer: {
    items: [
      {
        invoiceId: number,
        number,
        clientName: 'Zielona Kawa',
        amount: { amount: '120.00', currency: 'PLN' },
        dueOn: '2026-11-01',
        caseId: nextCursor ? 'case-1' : null,
      },
    ],
    nextCursor,
  },
});

it('opens the invoices behind a number, page by page, and leads to their cases', async () => {
  expectRequests(RUN_ASKED, list());
  await showScreen(SyncRunScreen, PLACE);
  const [link, ...others] = [...document.querySelectorAll<HTMLAnchorElement>('dd a')];
  expect(link?.textContent?.trim()).toBe('1');
  expect(others).toEqual([]);
  expectRequests(rowsOf('outcome=new&limit=100', 'FV/1', 'more'));
  link!.click();
  await quiet();
  expect(pageText()).toContain('New invoices');
  expect(pageText()).toContain('Zielona Kawa');
  expect(document.querySelector('td a')?.textContent).toContain('FV/1');
  expectRequests(rowsOf('outcome=new&limit=100&cursor=more', 'FV/2'));
  await press('Next');
  expect(pageText()).toContain('FV/2');
  expect(document.querySelector('td a')).toBeNull();
});
