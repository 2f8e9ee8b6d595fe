import type { ConnectionProof, ProviderContext } from '@invoicetracker/provider-kit';

import { failureOf, unexpectedAnswer } from './http/failure.js';

/**
 * Proves that the key opens documents, which is what it is for. The firm's name stands on whatever it has issued;
 * `/organization` does not tell it.
 */
export async function testConnection(context: ProviderContext): Promise<ConnectionProof> {
  const response = await context.request({
    method: 'GET',
    path: '/documents',
    query: [
      ['page', '1'],
      ['per_page', '1'],
    ],
  });
  if (response.status !== 200) throw failureOf(response);
  const { data } = (response.body ?? {}) as { data?: unknown };
  if (!Array.isArray(data)) throw unexpectedAnswer(200);
  const [document] = data as readonly ({ organization?: { name?: unknown } } | null | undefined)[];
  const name = document?.organization?.name;
  return { ok: true, companyName: typeof name === 'string' && name !== '' ? name : null };
}
