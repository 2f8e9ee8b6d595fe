import type { ProviderRequest, ProviderResponse, ProviderTrouble } from '../provider.js';
import { ProviderError } from '../provider-error.js';
import { readBody } from './read-body.js';
import type { HttpTransportOptions, TransportCall } from './transport-options.js';

export type Attempt =
  | { readonly kind: 'answered'; readonly response: Omit<ProviderResponse, 'wasThrottled'> }
  | {
      readonly kind: 'throttled' | 'failed';
      readonly error: ProviderError;
      readonly retryAfter: string | null;
    };

/** What every request of a context has in common. */
export interface Way {
  readonly baseUrl: string;
  readonly headers: Headers;
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** One attempt, told to `onCall`; never throws. */
export async function attemptRequest(
  wanted: ProviderRequest,
  way: Way,
  options: HttpTransportOptions,
  attempt: number,
): Promise<Attempt> {
  const startedAt = options.now();
  const seen = { status: null as number | null, bytes: 0 };
  const result = await send(wanted, way, options, seen);
  options.onCall?.({
    method: wanted.method,
    path: wanted.path,
    attempt,
    status: seen.status,
    outcome: result.kind,
    code: result.kind === 'answered' ? null : result.error.code,
    durationMs: options.now() - startedAt,
    bytes: seen.bytes,
  } satisfies TransportCall);
  return result;
}

async function send(
  wanted: ProviderRequest,
  way: Way,
  options: HttpTransportOptions,
  seen: { status: number | null; bytes: number },
): Promise<Attempt> {
  const abort = new AbortController();
  const connectTimer = setTimeout(() => abort.abort(), options.timeouts.connectMs);
  const totalTimer = setTimeout(() => abort.abort(), options.timeouts.totalMs);
  try {
    const response = await options.fetch(urlOf(way, wanted), {
      ...requestInit(wanted, way.headers),
      signal: abort.signal,
    });
    clearTimeout(connectTimer);
    seen.status = response.status;
    const most = Math.min(wanted.maxBytes ?? options.maxBytes, options.maxBytes);
    const bytes = await readBody(response, most);
    seen.bytes = bytes.length;
    return judge(wanted, options, response, bytes);
  } catch (error) {
    if (error instanceof ProviderError) return { kind: 'failed', error, retryAfter: null };
    return {
      kind: 'failed',
      error: connectionError(error, abort.signal.aborted),
      retryAfter: null,
    };
  } finally {
    clearTimeout(connectTimer);
    clearTimeout(totalTimer);
    abort.abort();
  }
}

function requestInit(wanted: ProviderRequest, common: Headers): RequestInit {
  const headers = new Headers(common);
  if (wanted.body !== undefined) headers.set('content-type', 'application/json');
  for (const [name, value] of Object.entries(wanted.headers ?? {})) headers.set(name, value);
  const init: RequestInit = { method: wanted.method, headers, redirect: 'manual' };
  if (wanted.body === undefined) return init;
  const body = typeof wanted.body === 'string' ? wanted.body : JSON.stringify(wanted.body);
  return { ...init, body };
}

function urlOf(way: Way, wanted: ProviderRequest): string {
  const query = new URLSearchParams();
  for (const [name, value] of [...(wanted.query ?? []), ...way.query]) query.append(name, value);
  const path = way.baseUrl.replace(/\/+$/, '') + wanted.path;
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function judge(
  wanted: ProviderRequest,
  options: HttpTransportOptions,
  response: Response,
  bytes: Buffer,
): Attempt {
  const { status } = response;
  const retryAfter = response.headers.get('retry-after');
  if (status === 429) return troubled('throttled', status, retryAfter);
  if (status >= 500) return troubled('failing', status, retryAfter);
  if (status >= 300 && status < 400)
    return { kind: 'failed', error: redirected(status), retryAfter: null };
  const body = bodyOf(status < 300 ? wanted.answer : 'json', bytes);
  const trouble = options.provider.troubleIn?.({ status, body }) ?? null;
  if (trouble !== null) return troubled(trouble, status, retryAfter);
  if (body === undefined && status < 300) {
    return {
      kind: 'failed',
      error: retry('answer-unreadable', 'The provider did not answer with JSON.', status),
      retryAfter,
    };
  }
  return {
    kind: 'answered',
    response: { status, headers: Object.fromEntries(response.headers), body },
  };
}

function troubled(trouble: ProviderTrouble, status: number, retryAfter: string | null): Attempt {
  return trouble === 'throttled'
    ? {
        kind: 'throttled',
        error: retry('throttled', 'The provider asks us to slow down.', status),
        retryAfter,
      }
    : {
        kind: 'failed',
        error: retry('provider-failing', 'The provider has a problem of its own.', status),
        retryAfter,
      };
}

function bodyOf(answer: ProviderRequest['answer'], bytes: Buffer): unknown {
  if (answer === 'text') return bytes.toString('utf8');
  return answer === 'bytes' && !isJson(bytes) ? bytes : parseJson(bytes.toString('utf8'));
}

/** By its first byte: what calls itself JSON need not be it, and the other way round. */
function isJson(bytes: Buffer): boolean {
  return /^\s*[{[]/.test(bytes.subarray(0, 64).toString('latin1'));
}

/** An empty body is null (a 202 without content is fine); anything unreadable is undefined. */
function parseJson(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function retry(code: string, message: string, status: number): ProviderError {
  return new ProviderError({ actor: 'retry', code, message, status });
}

/** Following it could carry the key to a host nobody approved. */
function redirected(status: number): ProviderError {
  return new ProviderError({
    actor: 'bug',
    code: 'redirected',
    message:
      'The provider answered with a redirect; its address in the settings is probably wrong.',
    status,
  });
}

function connectionError(error: unknown, isTimeout: boolean): ProviderError {
  if (isTimeout)
    return new ProviderError({
      actor: 'retry',
      code: 'timeout',
      message: 'The provider did not answer in time.',
    });
  const reason = systemCode(error);
  return new ProviderError({
    actor: 'retry',
    code: 'unreachable',
    message: `The connection to the provider broke${reason === null ? '' : ` (${reason})`}.`,
  });
}

/** Only the short code (ECONNREFUSED, UND_ERR_SOCKET): messages of lower layers may quote what was sent. */
function systemCode(error: unknown): string | null {
  const cause = error instanceof Error ? (error.cause ?? error) : null;
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? code : null;
}
