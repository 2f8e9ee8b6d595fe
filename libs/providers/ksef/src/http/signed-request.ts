import type {
  ProviderContext,
  ProviderRequest,
  ProviderResponse,
} from '@invoicetracker/provider-kit';

import { bearer, openSession, renewSession } from './session.js';

/** A request of somebody who has signed in; when the access token has run out meanwhile, another one is taken. */
export async function signedRequest(
  context: ProviderContext,
  wanted: ProviderRequest,
): Promise<ProviderResponse> {
  const session = await openSession(context);
  const send = (accessToken: string) =>
    context.request({ ...wanted, headers: { ...wanted.headers, ...bearer(accessToken) } });
  const response = await send(session.accessToken);
  if (response.status !== 401) return response;
  return send((await renewSession(context, session)).accessToken);
}
