import { expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import type { WebhookView } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  fill,
  pageText,
  press,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import WebhookDialog from './WebhookDialog.vue';

const URL = 'https://product.example/api/v1/webhooks/5f2c1c56-0000-4000-8000-1234567890ab';
const PATH = `${ACCOUNT_API}/connections/c-1/webhook`;
const NONE: WebhookView = {
  isOffered: true,
  url: null,
  secretFrom: 'provider',
  helpUrl: 'https://vendor.example/help',
  hasSecret: false,
  confirmedAt: null,
  lastEventAt: null,
  refusedCount: 0,
  lastRefusedAt: null,
};
const Screen = defineComponent(
  () => () => h(WebhookDialog, { connection: { id: 'c-1', name: 'inFakt Buk' } }),
);

async function open(...answers: WebhookView[]): Promise<void> {
  expectRequests(...answers.map((answer) => ({ request: `GET ${PATH}`, answer })));
  await showScreen(Screen, { area: 'providers' });
}

it('makes an address, then takes the secret the vendor shows and keeps nothing of it', async () => {
  await open(NONE);
  const made = { ...NONE, url: URL };
  expectRequests(
    { request: `POST ${PATH}`, answer: { ...made, secret: null } },
    { request: `GET ${PATH}`, answer: made },
  );
  await press('Make an address');
  expect(pageText()).toContain(URL);
  await fill('Secret that the invoicing system shows', 'a-secret-of-theirs');
  expectRequests(
    { request: `POST ${PATH}`, answer: { ...made, hasSecret: true, secret: null } },
    { request: `GET ${PATH}`, answer: { ...made, hasSecret: true } },
  );
  await press('Save');
  expect(sentRequests().map(({ body }) => body)).toContainEqual({
    secret: 'a-secret-of-theirs',
  });
  expect(document.documentElement.outerHTML).not.toContain('a-secret-of-theirs');
});

it('shows a secret of ours once', async () => {
  await open({ ...NONE, secretFrom: 'us' });
  expectRequests(
    {
      request: `POST ${PATH}`,
      answer: { ...NONE, url: URL, secretFrom: 'us', secret: 'ours-123' },
    },
    { request: `GET ${PATH}`, answer: { ...NONE, url: URL, secretFrom: 'us', hasSecret: true } },
  );
  await press('Make an address');
  expect(pageText()).toContain('ours-123');
  expect(pageText()).toContain('Shown only now');
});

const REFUSING = {
  ...NONE,
  url: URL,
  hasSecret: true,
  refusedCount: 3,
  lastEventAt: '2026-06-01T08:00:00Z',
  lastRefusedAt: '2026-06-01T09:00:00Z',
};

it('tells of a signature that does not fit', async () => {
  await open(REFUSING);
  expect(pageText()).toContain('3 so far');
});

it('tells nothing of it once a call has been believed again', async () => {
  await open({ ...REFUSING, lastEventAt: '2026-06-01T10:00:00Z' });
  expect(pageText()).not.toContain('so far');
});
