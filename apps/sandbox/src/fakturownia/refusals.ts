import { type Answer, htmlAnswer, jsonAnswer } from '../serving/answer.js';
import type { Refusals } from '../serving/player.js';

export const unauthorized = error(401, 'Błędny kod autoryzacyjny API.');
export const notFound = error(404, 'Not found');

export const refusals: Refusals = {
  unauthorized,
  tooManyRequests: error(429, 'Too many requests'),
  failure: (status) => htmlAnswer(status, 'Przepraszamy, coś poszło nie tak'),
  failureAs200: error(200, 'Spróbuj ponownie później.'),
};

/** @param message a sentence, or what is wrong by field */
export function error(
  status: number,
  message: string | Readonly<Record<string, readonly string[]>>,
): Answer {
  return jsonAnswer(status, { code: 'error', message });
}

/** Where a subdomain is nobody's one is asked to sign in. */
export const signIn: Answer = {
  ...htmlAnswer(302, 'Logowanie'),
  headers: { location: 'https://app.fakturownia.pl/login' },
};
