import type { Credentials } from '../credentials.js';
import type { Provider } from '../provider.js';
import type { RequestKind } from '../request-limits.js';
import type { BackoffPolicy } from './retry-delay.js';

export interface HttpTransportOptions {
  /** operator's setting, never a tenant's but for its `{name}` places; paths are appended to it */
  readonly baseUrl: string;
  readonly provider: Pick<Provider, 'access' | 'troubleIn'>;
  /** their values never reach a log or an error */
  readonly credentials: Credentials;
  readonly fetch: typeof globalThis.fetch;
  readonly timeouts: TransportTimeouts;
  /** largest body accepted, in bytes */
  readonly maxBytes: number;
  readonly governor: RequestGovernor;
  /** further attempts after the first; only for GET, and for what the provider says it did not process */
  readonly retries: number;
  readonly backoff?: BackoffPolicy;
  /** longest wait inside one request; a longer one ends it with `retryAt`, so that the run can go on another time */
  readonly maxWaitMs?: number;
  /** evenly distributed in [0, 1) */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** milliseconds since 1970 */
  readonly now: () => number;
  /** told about every attempt, for metrics and the sync run's record */
  readonly onCall?: (call: TransportCall) => void;
}

export interface TransportTimeouts {
  /** until the answer begins: name look-up, connection, TLS and the provider's thinking */
  readonly connectMs: number;
  /** until the body is complete */
  readonly totalMs: number;
}

/** The installation's common budget: providers limit by address, which all accounts and workers share. */
export interface RequestGovernor {
  /** Resolves when a request may leave. May throw a ProviderError `retry` when the run's budget is spent. */
  take(kind: RequestKind): Promise<void>;
  /** The provider told us to be quiet until this instant (milliseconds since 1970). */
  pause(untilMs: number): Promise<void> | void;
  /**
   * Told how each attempt ended, so that a host that fails is left alone for a while: null when it answered, whatever it
   * said; else the code of what went wrong.
   */
  ended?(failure: string | null): Promise<void>;
  /**
   * When the provider last told this address to be quiet, to whichever process (milliseconds since
   * 1970), where the governor remembers it for all of them; null when it never did.
   */
  throttledAt?(): Promise<number | null>;
}

/** One attempt. Holds no query (it may carry tax numbers), no header and no body. */
export interface TransportCall {
  readonly method: string;
  readonly path: string;
  /** 0 for the first */
  readonly attempt: number;
  /** null when no answer came */
  readonly status: number | null;
  readonly outcome: 'answered' | 'throttled' | 'failed';
  /** code of what went wrong */
  readonly code: string | null;
  readonly durationMs: number;
  readonly bytes: number;
}
