import {
  type ConnectionProof,
  type ProviderContext,
  ProviderError,
} from '@invoicetracker/provider-kit';

import { findRows } from './http/find-rows.js';
import { getRow } from './http/get-row.js';
import { COMPANIES, INVOICES } from './modules.js';

/** Proves that the keys open the company's invoices, and says whose they are when wFirma tells. */
export async function testConnection(context: ProviderContext): Promise<ConnectionProof> {
  await findRows(context, INVOICES, { conditions: [], order: 'Invoice.id', page: 1, limit: 1 });
  return { ok: true, companyName: await companyName(context) };
}

/** A permission of its own, so whatever it answers must not spoil a connection that works. */
async function companyName(context: ProviderContext): Promise<string | null> {
  try {
    const row = await getRow(context, COMPANIES, context.credentials.companyId ?? '');
    const name = (row as { name?: unknown } | null)?.name;
    return typeof name === 'string' && name !== '' ? name : null;
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}
