import { accessToken, refreshSession } from './access-token.js';
import { codeOf, giveKey } from './idempotency-key.js';
import { isAborted, unreachable } from './problem.js';

let onSessionEnded: () => void = () => undefined;
let onProofWanted: () => Promise<boolean> = () => Promise.resolve(false);

/** Says what happens when the session is over and cannot be renewed: the shell goes to the sign-in. */
export function whenSessionEnds(listener: () => void): void {
  onSessionEnded = listener;
}

/** Says who asks the person for a fresh proof of who they are, when the server wants one. */
export function whenProofIsWanted(ask: () => Promise<boolean>): void {
  onProofWanted = ask;
}

/**
 * The one way out to the API: adds the token, renews it once on 401 and repeats the request; the same
 * after a fresh proof of who is there, where the server wants one. A POST is done once, however often it is sent.
 * Throws `Problem` with status 0 when no answer came; an aborted request rejects with its AbortError.
 */
export async function send(request: Request): Promise<Response> {
  const settleKey = await giveKey(request);
  const response = await sendWithProof(request);
  await settleKey(response);
  return response;
}

async function sendWithProof(request: Request): Promise<Response> {
  const repeat = request.clone();
  const response = await sendInSession(request);
  if (response.status !== 403 || !(await wantsProof(response)) || !(await onProofWanted()))
    return response;
  return sendInSession(repeat);
}

async function sendInSession(request: Request): Promise<Response> {
  const repeat = request.clone();
  const response = await fetchWithToken(request);
  if (response.status !== 401 || isAboutSession(request.url)) return response;
  if (!(await refreshSession())) {
    onSessionEnded();
    return response;
  }
  return fetchWithToken(repeat);
}

async function wantsProof(response: Response): Promise<boolean> {
  return (await codeOf(response)) === 'step-up-required';
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
