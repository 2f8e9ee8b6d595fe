import { createHmac } from 'node:crypto';
import { expect, it } from '@jest/globals';

import { webhooks } from './webhook.js';

const SECRET = 'a secret of inFakt';
const UUID = '282ebe68-80aa-495e-aee4-66c5c0faa001';
const read = (text: string, secret: string | null = SECRET) =>
  webhooks.readWebhook(
    {
      rawBody: Buffer.from(text),
      headers: { 'x-infakt-signature': createHmac('sha256', SECRET).update(text).digest('hex') },
    },
    secret,
  );
const event = (name: string, resource: unknown = { uuid: UUID }) =>
  JSON.stringify({ event: { uuid: 'e-1', name, retry_counter: 0 }, resource });

it('reads which document an event is about, and which event it is', () => {
  expect(read(event('invoice_marked_as_paid'))).toEqual({
    kind: 'event',
    eventId: 'e-1',
    about: [{ collection: 'invoices', externalId: UUID }],
  });
});

it.each([
  event('client_created'),
  event('invoice_deleted', { uuid: '../clients' }),
  '[]',
  'null',
  'no JSON',
])('makes nothing of %s, although it is signed', (text) => {
  expect(read(text)).toEqual({ kind: 'ignored' });
});

it('refuses everything as long as there is no secret, but for the handshake', () => {
  expect(read(event('invoice_deleted'), null)).toEqual({ kind: 'refused' });
  expect(read('{"verification_code":"abc"}', null)).toEqual({
    kind: 'challenge',
    answer: { verification_code: 'abc' },
  });
  expect(read('{"verification_code":"abc","more":1}', null)).toEqual({ kind: 'refused' });
});
