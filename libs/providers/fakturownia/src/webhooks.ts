import { createHash, timingSafeEqual } from 'node:crypto';
import type {
  InvoiceRef,
  ReadsWebhooks,
  WebhookCall,
  WebhookMeaning,
} from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { COLLECTION } from './invoice-record.js';

export const webhooks: ReadsWebhooks = {
  webhookRules: { secretFrom: 'us', helpUrl: 'https://github.com/fakturownia/API#webhooks' },
  readWebhook,
};

const Id = z.union([z.int().positive().transform(String), z.string().regex(/^\d{1,19}$/)]);

/** As captured from Fakturownia: an invoice travels as a `deal` under its foreign id; `invoice` is the documented name. */
const Call = z.object({
  deal: z.object({ external_ids: z.object({ fakturownia: Id }) }).nullish(),
  invoice: z.object({ id: Id }).nullish(),
});

/**
 * Nothing is signed. The token that was chosen for the webhook comes back in the body, which tells who speaks and not
 * what is true: only the id is taken from it.
 */
function readWebhook({ rawBody }: WebhookCall, secret: string | null): WebhookMeaning {
  const body = parse(rawBody);
  const token = (body as { api_token?: unknown } | null)?.api_token;
  if (!secret || typeof token !== 'string' || !isSame(token, secret)) {
    return { kind: 'refused' };
  }
  const call = Call.safeParse(body);
  const about = call.success ? refsOf(call.data) : [];
  return about.length === 0 ? { kind: 'ignored' } : { kind: 'event', eventId: null, about };
}

function refsOf({ deal, invoice }: z.output<typeof Call>): InvoiceRef[] {
  const externalId = deal?.external_ids.fakturownia ?? invoice?.id;
  return externalId === undefined ? [] : [{ collection: COLLECTION, externalId }];
}

function parse(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return null;
  }
}

/** Takes as long for a wrong token as for the right one, whatever its length. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
