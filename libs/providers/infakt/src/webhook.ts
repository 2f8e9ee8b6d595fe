import { createHmac, timingSafeEqual } from 'node:crypto';

import type { ReadsWebhooks, WebhookMeaning } from '@invoicetracker/provider-kit';
import { z } from 'zod';

const Challenge = z.strictObject({ verification_code: z.string().max(200) });
const Event = z.object({
  event: z.object({ uuid: z.string().min(1).max(100), name: z.string() }),
  resource: z.object({ uuid: z.uuid() }).optional(),
});

/**
 * inFakt signs the body as it goes over the wire with HMAC-SHA256, lower-case hex, in `X-Infakt-Signature`. There is no
 * time in it, so a call can be repeated by anybody who saw one: the host keeps the ids of events.
 */
export const webhooks: ReadsWebhooks = {
  webhookRules: {
    secretFrom: 'provider',
    helpUrl: 'https://www.infakt.pl/developers/webhooks.html',
  },
  readWebhook({ headers, rawBody }, secret): WebhookMeaning {
    const body = parsed(rawBody);
    // Whether the handshake is signed is not documented; it gives nothing away and changes nothing.
    const challenge = Challenge.safeParse(body);
    if (challenge.success) return { kind: 'challenge', answer: challenge.data };
    if (secret === null || !isSigned(rawBody, secret, headers['x-infakt-signature'] ?? ''))
      return { kind: 'refused' };
    const event = Event.safeParse(body);
    if (!event.success) return { kind: 'ignored' };
    const { resource } = event.data;
    const { uuid: eventId, name } = event.data.event;
    if (resource === undefined || !name.includes('invoice')) return { kind: 'ignored' };
    // It does not say which list the document is in.
    return {
      kind: 'event',
      eventId,
      about: [{ collection: 'invoices', externalId: resource.uuid }],
    };
  },
};

function isSigned(body: Buffer, secret: string, signature: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(/^[0-9a-f]{64}$/.test(signature) ? signature : '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
