import { unreachable } from './problem.js';

/**
 * Posts to what lives on the refresh cookie. The server takes nothing there that another site's page could
 * send too: hence JSON, though it says nothing, and a header of our own.
 */
export function postWithCookie(path: '/auth/refresh' | '/auth/sign-out'): Promise<Response> {
  return globalThis
    .fetch(`/api/v1${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'InvoiceTracker' },
      body: '{}',
    })
    .catch(() => {
      throw unreachable();
    });
}
