import { type Answer, jsonAnswer } from '../serving/answer.js';

export const unauthorized = refusal(
  401,
  'Authorization information (Header: X-API-KEY) is invalid.',
);
export const forbidden = refusal(403, 'Forbidden.');
export const notFound = refusal(404, 'Not found.');
export const tooManyRequests = refusal(429, 'Too many requests');

export function failure(status: number): Answer {
  return jsonAnswer(status, {
    error: { message: 'Internal Server Error.', trace_id: '664b218f93954a3480cb0ddb8f919c3f' },
  });
}

export function unprocessable(field: string, message: string): Answer {
  return jsonAnswer(422, {
    message: 'The given data was invalid.',
    errors: [{ field, message }],
  });
}

function refusal(status: number, message: string): Answer {
  return jsonAnswer(status, { error: { message } });
}
