import type { ConnectionProof, ProviderContext } from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { failureOf } from './http/failure.js';
import { openSession } from './http/session.js';
import { signedRequest } from './http/signed-request.js';

const Rows = z.object({ invoices: z.array(z.object({ seller: z.object({ name: z.string() }) })) });
const DAY_MS = 24 * 3600 * 1000;

/** Proves that the token may read what the firm sells: signing in alone would not say so. */
export async function testConnection(context: ProviderContext): Promise<ConnectionProof> {
  const { at } = await openSession(context);
  const response = await signedRequest(context, {
    method: 'POST',
    path: '/invoices/query/metadata',
    query: [
      ['sortOrder', 'Desc'],
      ['pageSize', '10'],
    ],
    body: {
      subjectType: 'Subject1',
      dateRange: { dateType: 'Issue', from: new Date(at - 60 * DAY_MS).toISOString() },
    },
    isRead: true,
    limit: 'metadata',
  });
  if (response.status !== 200) throw failureOf(response);
  const rows = Rows.safeParse(response.body);
  return { ok: true, companyName: rows.data?.invoices[0]?.seller.name ?? null };
}
