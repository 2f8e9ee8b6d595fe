import type { ProviderContext, ProviderRequest, ProviderResponse } from '../provider.js';
import { ProviderError } from '../provider-error.js';
import { attemptRequest, type Attempt, type Way } from './attempt-request.js';
import { backoffMs, retryAfterMs } from './retry-delay.js';
import type { HttpTransportOptions } from './transport-options.js';

/** Wait after a 429 that does not say how long. */
const DEFAULT_THROTTLE_MS = 60_000;
/** A 403 this soon after a 429 is most likely the address being blocked. */
const THROTTLE_MEMORY_MS = 5 * 60_000;
const DEFAULT_MAX_WAIT_MS = 90_000;
const DEFAULT_BACKOFF = { baseMs: 500, capMs: 30_000 };

/**
 * The transport a host hands to a connector: asks the governor before every attempt, gives up on time, repeats what is
 * safe to repeat and follows no redirect.
 *
 * Answers 2xx and 4xx come back as they are (the connector knows what they mean there); 429, 5xx, broken connections
 * and bodies that are not JSON are tried again and end as ProviderError `retry`.
 */
export function createHttpTransport(options: HttpTransportOptions): ProviderContext {
  const access = options.provider.access(options.credentials);
  const way: Way = {
    baseUrl: filledAddress(options.baseUrl, access.addressParts ?? {}),
    headers: requestHeaders(access.headers ?? {}),
    query: access.query ?? [],
  };
  let throttledAt: number | null = null;

  async function request(wanted: ProviderRequest): Promise<ProviderResponse> {
    for (let attempt = 0; ; attempt += 1) {
      await options.governor.take(wanted.limit ?? (isRead(wanted) ? 'read' : 'write'));
      const tried = await attemptRequest(wanted, way, options, attempt);
      const failure = failureOfHost(tried);
      if (failure === null || wanted.isAside !== true) await options.governor.ended?.(failure);
      if (tried.kind === 'answered') {
        return { ...tried.response, wasThrottled: await wasThrottled(tried.response.status) };
      }
      if (tried.kind === 'throttled') throttledAt = options.now();
      await waitOrGiveUp(wanted, tried, attempt);
    }
  }

  async function waitOrGiveUp(
    wanted: ProviderRequest,
    tried: Exclude<Attempt, { kind: 'answered' }>,
    attempt: number,
  ): Promise<void> {
    const { error } = tried;
    if (error.actor !== 'retry') throw error;
    const waitMs = delayMs(tried, attempt);
    const until = options.now() + waitMs;
    // a 503 that says for how long speaks for the whole address as well
    const isForAll = tried.kind === 'throttled' || tried.retryAfter !== null;
    if (isForAll) await options.governor.pause(until);
    const mayRepeat = isRead(wanted) || tried.kind === 'throttled';
    const isTooLong = waitMs > (options.maxWaitMs ?? DEFAULT_MAX_WAIT_MS);
    if (!mayRepeat || attempt >= options.retries || isTooLong) {
      throw new ProviderError({ ...plain(error), retryAt: until });
    }
    await options.sleep(waitMs);
  }

  function delayMs(tried: Exclude<Attempt, { kind: 'answered' }>, attempt: number): number {
    const asked = retryAfterMs(tried.retryAfter, options.now());
    const jittered = backoffMs(attempt, options.backoff ?? DEFAULT_BACKOFF, options.random);
    if (tried.kind === 'throttled') return (asked ?? DEFAULT_THROTTLE_MS) + jittered;
    return asked === null ? jittered : asked + jittered;
  }

  /** Limits are per address, so another process may have been the one that was told. Only a refusal asks. */
  async function wasThrottled(status: number): Promise<boolean> {
    const elsewhere = status === 403 ? ((await options.governor.throttledAt?.()) ?? null) : null;
    return [throttledAt, elsewhere].some(
      (at) => at !== null && options.now() - at < THROTTLE_MEMORY_MS,
    );
  }

  return {
    request,
    credentials: options.credentials,
    memory: new Map(),
    wait: options.sleep,
  };
}

/** Being asked to slow down, or an answer that cannot be used, comes from a host that works. */
function failureOfHost(tried: Attempt): string | null {
  return tried.kind === 'failed' && tried.error.actor === 'retry' ? tried.error.code : null;
}

function isRead(wanted: ProviderRequest): boolean {
  return wanted.isRead ?? wanted.method === 'GET';
}

/** A tenant's value is one label: it can neither leave its place nor bring a host of its own. */
function filledAddress(baseUrl: string, parts: Readonly<Record<string, string>>): string {
  return baseUrl.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parts[name];
    if (value !== undefined && /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(value)) return value;
    throw new ProviderError({
      actor: 'reconnect',
      code: 'key-malformed',
      message: 'What was entered cannot be part of the provider’s address.',
    });
  });
}

/** Building them once also finds a key that cannot be a header, before fetch would put it into its error text. */
function requestHeaders(given: Readonly<Record<string, string>>): Headers {
  try {
    return new Headers({ accept: 'application/json', ...given });
  } catch {
    throw new ProviderError({
      actor: 'reconnect',
      code: 'key-malformed',
      message: 'The key contains characters that cannot be sent.',
    });
  }
}

function plain(error: ProviderError) {
  const { actor, code, message, status } = error;
  return status === undefined ? { actor, code, message } : { actor, code, message, status };
}
