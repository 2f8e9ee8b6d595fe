import {
  type ConnectionProof,
  type ProviderContext,
  ProviderError,
  type ProviderResponse,
} from '@invoicetracker/provider-kit';

import { failureOf, unexpectedAnswer } from './http/failure.js';

/** Proves that the token opens invoices, which is what it is for; the name of the firm stands on each of them. */
export async function testConnection(context: ProviderContext): Promise<ConnectionProof> {
  const response = await firstInvoice(context);
  if (response.status === 404) throw nobodyThere();
  if (response.status !== 200) throw failureOf(response);
  if (!Array.isArray(response.body)) throw unexpectedAnswer(response.status);
  const name = (response.body[0] as { seller_name?: unknown } | undefined)?.seller_name;
  return { ok: true, companyName: typeof name === 'string' && name !== '' ? name : null };
}

/** A subdomain that is nobody's, or a token that is not its own, may lead to the page for signing in. */
async function firstInvoice(context: ProviderContext): Promise<ProviderResponse> {
  const query = [
    ['period', 'all'],
    ['income', 'yes'],
    ['page', '1'],
    ['per_page', '1'],
  ] as const;
  try {
    return await context.request({ method: 'GET', path: '/invoices.json', query });
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'redirected') throw nobodyThere();
    throw error;
  }
}

function nobodyThere(): ProviderError {
  return new ProviderError({
    actor: 'reconnect',
    code: 'key-refused',
    message: 'There is no Fakturownia account under this subdomain that this token opens.',
  });
}
