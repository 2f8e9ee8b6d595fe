import { expect, it } from '@jest/globals';

import { webhooks } from './webhooks.js';

const SECRET = 'chosen-by-us-4711';
const call = (body: unknown) => ({
  headers: {},
  rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const read = (body: unknown, secret: string | null = SECRET) =>
  webhooks.readWebhook(call(body), secret);

it('reads whose document changed, and believes nothing else', () => {
  const deal = { kind: 'vat', paid: true, price: '1.0', external_ids: { fakturownia: 21527416 } };
  const body = { api_token: SECRET, app_name: 'fakturownia', deal };
  expect(read(body)).toEqual({
    kind: 'event',
    eventId: null,
    about: [{ collection: 'invoices', externalId: '21527416' }],
  });
  expect(read({ api_token: SECRET, invoice: { id: '77' } })).toMatchObject({
    about: [{ externalId: '77' }],
  });
});

it.each([
  ['another token', { api_token: 'chosen-by-us-4712', invoice: { id: 1 } }],
  ['a token that is none', { api_token: [SECRET], invoice: { id: 1 } }],
  ['no token', { invoice: { id: 1 } }],
  ['no JSON', 'api_token=chosen-by-us-4711'],
  ['nothing', 'null'],
])('refuses %s', (_, body) => {
  expect(read(body)).toEqual({ kind: 'refused' });
});

it('refuses everybody as long as no token was agreed on', () => {
  expect(read({ api_token: '', invoice: { id: 1 } }, '')).toEqual({ kind: 'refused' });
  expect(read({ api_token: null, invoice: { id: 1 } }, null)).toEqual({ kind: 'refused' });
});

it.each([
  { client: { id: 5, external_ids: { fakturownia: 5 } } },
  { deal: { external_ids: { fakturownia: '../1' } } },
  { deal: {} },
  {},
])('passes over %j', (body) => {
  expect(read({ api_token: SECRET, ...body })).toEqual({ kind: 'ignored' });
});
