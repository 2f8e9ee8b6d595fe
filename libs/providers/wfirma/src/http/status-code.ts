import type { ProviderResponse, ProviderTrouble } from '@invoicetracker/provider-kit';
import { z } from 'zod';

const Status = z.object({ status: z.object({ code: z.string() }) });

/** How it really went: wFirma answers HTTP 200 whatever happens. Null: this is no answer of wFirma's. */
export function statusCodeOf(body: unknown): string | null {
  const parsed = Status.safeParse(body);
  return parsed.success ? parsed.data.status.code.trim().toUpperCase() : null;
}

/**
 * What passes by itself. `AUTH FAILED LIMIT WAIT 5 MINUTES` is not among it: each further attempt is another failed
 * login.
 */
export function troubleIn(
  answer: Pick<ProviderResponse, 'status' | 'body'>,
): ProviderTrouble | null {
  switch (statusCodeOf(answer.body)) {
    case 'TOTAL REQUESTS LIMIT EXCEEDED':
    case 'TOTAL EXECUTION TIME LIMIT EXCEEDED':
      return 'throttled';
    case 'FATAL':
    case 'OUT OF SERVICE':
    case 'SNAPSHOT LOCK':
      return 'failing';
    default:
      return null;
  }
}
