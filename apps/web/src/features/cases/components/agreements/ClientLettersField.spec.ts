import { expect, it } from 'vitest';
import { expectRequests, sentRequests } from '../../../../shared/testing/scripted-http.js';
import { ACCOUNT_API, quiet, showScreen } from '../../../../shared/testing/show-screen.js';
import { exampleCase } from '../../testing/example-case.js';
import ClientPanel from '../ClientPanel.vue';

const client = exampleCase().clientDetails;
const CLIENT = `${ACCOUNT_API}/clients/${client.id}`;
const show = (role: 'accountant' | 'viewer') =>
  showScreen(ClientPanel, { role, area: ['cases', 'agreements'], props: { client } });

async function choose(words: string): Promise<HTMLSelectElement> {
  const select = document.querySelector('select')!;
  expect(select.getAttribute('aria-label')).toBe('Letters to this client');
  select.selectedIndex = [...select.options].findIndex(({ text }) => text === words);
  select.dispatchEvent(new Event('change'));
  await quiet();
  return select;
}

it('keeps for one client what the firm has otherwise', async () => {
  await show('accountant');
  expectRequests(
    { request: `GET ${CLIENT}`, answer: { version: 3 } },
    { request: `PATCH ${CLIENT}`, answer: { version: 4, isNoticePerInvoice: true } },
  );
  const select = await choose('One for each invoice');
  const saved = sentRequests().at(-1);
  expect(saved?.headers.get('If-Match')).toBe('W/"3"');
  expect(saved?.body).toEqual({ isNoticePerInvoice: true });
  expect(select.selectedOptions[0]!.text).toBe('One for each invoice');
});

it('shows what holds where the change was refused', async () => {
  await show('accountant');
  expectRequests(
    { request: `GET ${CLIENT}`, answer: { version: 3 } },
    {
      request: `PATCH ${CLIENT}`,
      status: 412,
      answer: { code: 'stale', title: 'x', detail: 'x', status: 412 },
    },
  );
  const select = await choose('One for each invoice');
  expect(select.selectedOptions[0]!.text).toBe('As for the firm: together');
});

it('tells a viewer without offering to change it', async () => {
  await show('viewer');
  expect(document.querySelector('select')).toBeNull();
  expect(document.body.textContent).toContain('As for the firm: together');
});
