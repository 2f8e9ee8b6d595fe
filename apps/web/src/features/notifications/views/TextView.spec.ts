import { expect, it } from 'vitest';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  button,
  field,
  fill,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import TextView from './TextView.vue';

const AT = `${ACCOUNT_API}/templates/demand/pl`;
const text = {
  stageKey: 'demand',
  language: 'pl',
  version: 2,
  isShipped: false,
  subject: 'Wezwanie {{ invoice_numbers }}',
  body: 'Prosimy o {{ total_open }}',
  updatedAt: null,
  updatedBy: null,
  fields: [{ name: 'invoices[].open', description: 'x', example: '1 234,56 zł' }],
  versions: [
    { version: 2, createdAt: '2026-11-10T10:00:00Z', createdBy: 'Ania' },
    { version: 1, createdAt: '2026-11-02T10:00:00Z', createdBy: 'Ania' },
  ],
};
const preview = (problems: object[] = []) => ({
  request: `POST ${AT}/preview`,
  answer: {
    subject: 'Wezwanie FV 1',
    bodyText: 'Prosimy',
    bodyHtml: '<p>Prosimy</p>',
    attachments: [],
    problems,
  },
});
const CASES = `${ACCOUNT_API}/cases?state=active&sort=-daysPastDue&limit=50`;
const aCase = {
  id: '01997d3f-1111-7c41-9a55-0f3e6f6f2a10',
  number: 'FV/7',
  client: { id: 'c', name: 'Alfa' },
  balance: { amount: '12.50', currency: 'PLN' },
};
/** Longer than the pause after typing. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 500));

async function show() {
  expectRequests(
    { request: `GET ${AT}`, answer: text },
    { request: `GET ${CASES}`, answer: { items: [aCase], nextCursor: null } },
    preview(),
  );
  await showScreen(TextView, {
    area: 'notifications',
    path: '/:stageKey/:language',
    at: '/demand/pl',
  });
  await pause();
  await quiet();
}

it('shows the finished letter in a frame that can run nothing', async () => {
  await show();
  expect(pageText()).toContain('Wezwanie FV 1');
  const frame = document.querySelector('iframe');
  expect(frame?.getAttribute('sandbox')).toBe('');
  expect(frame?.getAttribute('srcdoc')).toContain('Prosimy');
});

it('saves a changed text against the version that was read', async () => {
  await show();
  expect(button('Save and use').disabled).toBe(true);
  expectRequests(preview());
  await fill('Text', 'Prosimy pilnie');
  await pause();
  expectRequests({ request: `PUT ${AT}`, answer: { ...text, version: 3, body: 'Prosimy pilnie' } });
  await press('Save and use');
  const saved = sentRequests().at(-1);
  expect(saved?.headers.get('If-Match')).toBe('W/"2"');
  expect(saved?.body).toEqual({ subject: text.subject, body: 'Prosimy pilnie' });
});

it('says where a mistake is and does not save it', async () => {
  await show();
  const problem = {
    field: 'body',
    code: 'unknown-field',
    detail: 'x',
    line: 2,
    column: 3,
    insert: null,
  };
  expectRequests(preview([problem]));
  await fill('Text', 'One\nTwo');
  await pause();
  await quiet();
  expect(pageText()).toContain('There is no such field.');
  expect(button('Save and use').disabled).toBe(true);
  expect(button('Send it to me').disabled).toBe(true);
  await press('text, line 2, column 3');
  expect(document.activeElement).toBe(field('Text'));
  expect(field('Text').selectionStart).toBe('One\nTw'.length);
});

it('offers the field that is missing', async () => {
  await show();
  const problem = {
    field: 'body',
    code: 'amount-missing',
    detail: 'x',
    line: null,
    column: null,
    insert: 'total_open',
  };
  expectRequests(preview([problem]), preview());
  await fill('Text', 'Nothing ');
  await pause();
  await quiet();
  expect(pageText()).toContain('does not say how much is to be paid');
  await press('Insert total_open');
  expect(field('Text').value).toContain('{{ total_open }}');
  await pause();
});

it('fills the preview with a real case and shows it as on a phone and as plain text', async () => {
  await show();
  expectRequests(preview());
  const select = document.querySelector('select')!;
  select.value = select.options[1]!.value;
  select.dispatchEvent(new Event('change'));
  await quiet();
  expect(select.options[1]!.textContent).toContain('Alfa, FV/7');
  expect(sentRequests().at(-1)?.body).toMatchObject({ caseId: aCase.id });
  await press('On a phone');
  expect(document.querySelector('.phone iframe')).not.toBeNull();
  await press('As plain text');
  expect(document.querySelector('.mail pre')?.textContent).toBe('Prosimy');
});

it('sends the draft to whoever writes it', async () => {
  await show();
  expectRequests({
    request: `POST ${AT}/test`,
    answer: { ok: true, serverAnswer: '250 OK', problem: null },
  });
  await press('Send it to me');
  await quiet();
  expect(pageText()).toContain('Look into your mailbox');
  expect(sentRequests().at(-1)?.body).toEqual({
    subject: text.subject,
    body: text.body,
    caseId: null,
  });
});

it('puts a field where the cursor stands', async () => {
  await show();
  const body = field('Text');
  body.setSelectionRange(0, 0);
  expectRequests(preview());
  await press('invoice.open');
  expect(body.value).toBe('{{ invoice.open }}Prosimy o {{ total_open }}');
  await pause();
});

it('puts an earlier version in force again, and the shipped one', async () => {
  await show();
  const again = [...document.querySelectorAll('button')].filter(
    (each) => each.textContent?.trim() === 'Use again',
  );
  expect(again).toHaveLength(2);
  expectRequests({ request: `POST ${AT}/restore`, answer: { ...text, version: 0 } });
  again[1]?.click();
  await quiet();
  const asked = sentRequests().at(-1);
  expect(asked?.headers.get('If-Match')).toBe('W/"2"');
  expect(asked?.body).toEqual({ version: 0 });
});

it('lets an earlier version be read as written and as a letter before it is used again', async () => {
  await show();
  const old = {
    version: 1,
    subject: 'Stare {{ invoice_numbers }}',
    body: 'Stara {{ total_open }}',
  };
  expectRequests(
    { request: `GET ${AT}/versions/1`, answer: { ...old, createdAt: null, createdBy: 'Ania' } },
    preview(),
  );
  await press('Read');
  await quiet();
  const dialog = document.querySelector('dialog');
  expect(dialog?.textContent).toContain('Stara {{ total_open }}');
  expect(dialog?.querySelector('iframe')?.getAttribute('srcdoc')).toContain('Prosimy');
  expect(sentRequests().at(-1)?.body).toEqual({ subject: old.subject, body: old.body });
  expectRequests({ request: `POST ${AT}/restore`, answer: { ...text, version: 1 } });
  dialog?.querySelector<HTMLButtonElement>('footer .btn-primary')?.click();
  await quiet();
  expect(sentRequests().at(-1)?.body).toEqual({ version: 1 });
  expect(document.querySelector('dialog')).toBeNull();
});

it('does not offer a version that can no longer be used', async () => {
  await show();
  const problem = {
    field: 'body',
    code: 'unknown-field',
    detail: 'x',
    line: 1,
    column: 1,
    insert: null,
  };
  expectRequests(
    {
      request: `GET ${AT}/versions/1`,
      answer: { version: 1, subject: 'a', body: '{{ gone }}', createdAt: null, createdBy: null },
    },
    preview([problem]),
  );
  await press('Read');
  await quiet();
  const use = document.querySelector<HTMLButtonElement>('dialog footer .btn-primary');
  expect(use?.disabled).toBe(true);
});
