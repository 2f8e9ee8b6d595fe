import { type Answer, jsonAnswer } from '../serving/answer.js';
import type { PlayerRequest, Refusals } from '../serving/player.js';

/** How KSeF words what befalls any request; `timestamp` and `traceId` are the same every time. */
export const REFUSALS: Refusals = {
  unauthorized: problem({
    title: 'Unauthorized',
    status: 401,
    detail: 'Wymagane jest uwierzytelnienie.',
  }),
  tooManyRequests: problem({
    title: 'Too Many Requests',
    status: 429,
    instance: '/',
    detail: 'Przekroczono limit żądań. Spróbuj ponownie później.',
  }),
  blocked: problem({
    title: 'Forbidden',
    status: 403,
    detail: 'Żądanie zostało zablokowane.',
    reasonCode: 'security-service-blocked',
  }),
  failure: (status) => jsonAnswer(status, { title: 'Server Error', status }),
};

export const FORBIDDEN = problem({
  title: 'Forbidden',
  status: 403,
  detail: 'Brak wymaganych uprawnień.',
  reasonCode: 'missing-permissions',
});

/** A refusal with KSeF's own number, in the form that was asked for; the older one is deprecated. */
export function refused(request: PlayerRequest, code: number, description: string): Answer {
  if (request.headers['x-error-format'] === 'problem-details') {
    return problem({
      title: 'Bad Request',
      status: 400,
      instance: request.path,
      detail: 'Żądanie jest nieprawidłowe.',
      errors: [{ code, description, details: [description] }],
    });
  }
  const exception = {
    exceptionDetailList: [
      { exceptionCode: code, exceptionDescription: description, details: [description] },
    ],
    serviceName: 'Undefined',
    timestamp: '2026-03-10T09:00:00.000Z',
  };
  return jsonAnswer(400, { exception });
}

function problem(body: Readonly<Record<string, unknown>> & { readonly status: number }): Answer {
  const common = {
    timestamp: '2026-03-10T09:00:00.000Z',
    traceId: '673843e023c432286660bc0501a3af44',
  };
  return {
    status: body.status,
    contentType: 'application/problem+json; charset=utf-8',
    body: JSON.stringify({ ...body, ...common }),
  };
}
