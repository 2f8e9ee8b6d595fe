import {
  ProviderError,
  type ProviderErrorActor,
  type ProviderResponse,
} from '@invoicetracker/provider-kit';
import { z } from 'zod';

/** Numbers KSeF gives its refusals. */
export const REFUSALS = {
  noAccess: [21301, 21304, 21308],
  noSuchDocument: [21164],
  notReadyYet: [21165, 21182],
  afterHighWaterMark: [21183],
  unknownKey: [21470],
} as const;

/** RFC 7807, which we ask for. */
const Problem = z.object({ errors: z.array(z.object({ code: z.int() })) });
/** The older form; what is in between still answers with it. */
const Exception = z.object({
  exception: z.object({ exceptionDetailList: z.array(z.object({ exceptionCode: z.int() })) }),
});

/** Whether KSeF gave one of these reasons. */
export function isRefusedFor(response: ProviderResponse, codes: readonly number[]): boolean {
  return codesOf(response.body).some((code) => codes.includes(code));
}

/** What a refusal means for us. 429 and 5xx never come here: the transport deals with them. */
export function failureOf(response: ProviderResponse): ProviderError {
  const [actor, code, message] = meaning(response);
  return new ProviderError({ actor, code, message, status: response.status });
}

/** JSON or XML it is, but not what was asked for. */
export function unexpectedAnswer(status: number): ProviderError {
  return new ProviderError({
    actor: 'retry',
    code: 'answer-unexpected',
    message: 'KSeF answered something else than expected.',
    status,
  });
}

function meaning(response: ProviderResponse): [ProviderErrorActor, string, string] {
  switch (response.status) {
    case 401:
      return ['reconnect', 'key-refused', 'KSeF refuses the token.'];
    case 403:
      return forbidden(response);
    case 400:
      if (isRefusedFor(response, REFUSALS.noAccess))
        return ['reconnect', 'key-refused', 'KSeF refuses the token.'];
      if (isRefusedFor(response, REFUSALS.notReadyYet))
        return ['retry', 'not-ready', 'KSeF has not finished its work on this yet.'];
      if (isRefusedFor(response, REFUSALS.unknownKey))
        return ['retry', 'key-rotated', 'KSeF has changed its encryption key.'];
      return ['bug', 'request-refused', 'KSeF refuses the request as malformed.'];
    case 404:
      return ['bug', 'not-found', 'KSeF does not know this address.'];
    case 410:
      return ['retry', 'expired', 'What was asked for has expired at KSeF.'];
    default:
      return ['bug', 'request-refused', 'KSeF refuses the request.'];
  }
}

function forbidden(response: ProviderResponse): [ProviderErrorActor, string, string] {
  const { reasonCode } = (response.body ?? {}) as { reasonCode?: unknown };
  if (reasonCode === 'security-service-blocked' || response.wasThrottled)
    return ['retry', 'address-blocked', 'KSeF has blocked this server for asking too often.'];
  if (reasonCode === 'ip-not-allowed')
    return ['reconnect', 'address-not-allowed', 'The token may not be used from this server.'];
  return ['reconnect', 'scope-missing', 'The token lacks the right to read invoices.'];
}

function codesOf(body: unknown): readonly number[] {
  const problem = Problem.safeParse(body);
  if (problem.success) return problem.data.errors.map(({ code }) => code);
  const exception = Exception.safeParse(body);
  if (!exception.success) return [];
  return exception.data.exception.exceptionDetailList.map(({ exceptionCode }) => exceptionCode);
}
