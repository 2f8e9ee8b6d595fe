import {
  type ConnectionProof,
  type ProviderContext,
  ProviderError,
} from '@invoicetracker/provider-kit';

import { failureOf } from './http/failure.js';

/** Proves that the key opens invoices, which is what it is for, and says whose they are when inFakt tells. */
export async function testConnection(context: ProviderContext): Promise<ConnectionProof> {
  const response = await context.request({
    method: 'GET',
    path: '/invoices.json',
    query: [['limit', '1']],
  });
  if (response.status !== 200) throw failureOf(response);
  return { ok: true, companyName: await companyName(context) };
}

/** The path is not documented, so whatever it answers must not spoil a connection that works. */
async function companyName(context: ProviderContext): Promise<string | null> {
  try {
    const { status, body } = await context.request({
      method: 'GET',
      path: '/account/details.json',
    });
    const details = (body as { account_data?: { company_name?: unknown } } | null | undefined)
      ?.account_data;
    return status === 200 && typeof details?.company_name === 'string'
      ? details.company_name
      : null;
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}
