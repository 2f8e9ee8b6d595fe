import { accessToken, refreshSession } from './access-token.js';
import { isAborted, unreachable } from './problem.js';

let onSessionEnded: () => void = () => undefined;

/** Says what happens when the session is over and cannot be renewed: the shell goes to the sign-in. */
export function whenSessionEnds(listener: () => void): void {
  onSessionEnded = listener;
}

/**
 * The one way out to the API: adds the token, renews it once on 401 and repeats the request.
 * Throws `Problem` with status 0 when no answer came; an aborted request rejects with its AbortError.
 */
export async function send(request: Request): Promise<Response> {
  const repeat = request.clone();
  const response = await fetchWithToken(request);
  if (response.status !== 401 || isAboutSession(request.url)) return response;
  if (!(await refreshSession())) {
    onSessionEnded();
    return response;
  }
  return fetchWithToken(repeat);
}

const isAboutSession = (url: string): boolean => url.includes('/api/v1/auth/');

async function fetchWithToken(request: Request): Promise<Response> {
  const token = accessToken();
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
  if (request.method !== 'GET') request.headers.set('X-Requested-With', 'InvoiceTracker');
  try {
    return await globalThis.fetch(request);
  } catch (error) {
    if (isAborted(error)) throw error;
    throw unreachable();
  }
}
