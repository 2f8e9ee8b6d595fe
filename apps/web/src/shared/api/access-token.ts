import { postWithCookie } from './post-with-cookie.js';
import { type Problem, problemFrom } from './problem.js';
import type { SessionView } from './schemas.js';

// Kept in memory only: a token in web storage could be read by any script that gets in.
let token: string | null = null;
let refreshing: Promise<boolean> | null = null;

export const accessToken = (): string | null => token;

export function setAccessToken(value: string | null): void {
  token = value;
}

/**
 * Asks for a new access token with the refresh cookie; callers at the same moment share one request.
 * Resolves to false when there is no session any more, throws `Problem` when the server did not answer.
 */
export function refreshSession(): Promise<boolean> {
  refreshing ??= exclusively(refresh).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** The refresh token rotates: two tabs using it at once would look like a stolen one. */
function exclusively(task: () => Promise<boolean>): Promise<boolean> {
  const locks = globalThis.navigator?.locks;
  return locks ? locks.request('invoicetracker-refresh', task) : task();
}

async function refresh(): Promise<boolean> {
  const response = await postWithCookie('/auth/refresh');
  if (response.ok) {
    token = ((await response.json()) as SessionView).accessToken;
    return true;
  }
  token = null;
  // Read in any case: an answer nobody reads keeps its connection busy.
  const body: unknown = await response.json().catch(() => null);
  if (response.status === 401 || response.status === 403) return false;
  const problem: Problem = problemFrom(response, body);
  throw problem;
}
