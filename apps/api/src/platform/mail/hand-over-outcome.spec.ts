import { describe, expect, it } from '@jest/globals';

import { outcomeOfFailure, type SmtpFailure } from './hand-over-outcome.js';

const answered = (command: string, responseCode: number, code = 'EENVELOPE'): SmtpFailure => ({
  message: 'said no',
  command,
  code,
  responseCode,
  response: `${responseCode} said no`,
});
const silent = (code: string): SmtpFailure => ({ message: 'gone', code, command: 'CONN' });

describe('what an ending of the hand-over means', () => {
  it.each<[string, SmtpFailure, boolean, object]>([
    [
      '550 to the address',
      answered('RCPT TO', 550),
      false,
      { kind: 'refused', isAddressBad: true },
    ],
    ['451 to the address', answered('RCPT TO', 451), false, { kind: 'deferred', code: 451 }],
    ['421 to the address', answered('RCPT TO', 421), false, { kind: 'deferred' }],
    ['503 to DATA', answered('DATA', 503), false, { kind: 'refused', isAddressBad: false }],
    [
      '554 after the dot',
      answered('DATA', 554, 'EMESSAGE'),
      true,
      { kind: 'refused', isAddressBad: false },
    ],
    ['452 after the dot', answered('DATA', 452, 'EMESSAGE'), true, { kind: 'deferred', code: 452 }],
    ['421 after the dot', answered('DATA', 421, 'EMESSAGE'), true, { kind: 'deferred', code: 421 }],
    ['550 to the sender', answered('MAIL FROM', 550), false, { kind: 'unavailable', code: 550 }],
    ['535 to the sign-in', answered('AUTH PLAIN', 535, 'EAUTH'), false, { kind: 'unavailable' }],
    ['a line cut before the text', silent('ECONNECTION'), false, { kind: 'unavailable' }],
    ['a silence before the text', silent('ETIMEDOUT'), false, { kind: 'unavailable' }],
    ['a line cut in the text', silent('ECONNECTION'), true, { kind: 'unknown' }],
    ['a silence after the text', silent('ETIMEDOUT'), true, { kind: 'unknown' }],
    [
      'a line cut with half an answer',
      { ...answered('CONN', 450, 'ECONNECTION') },
      true,
      { kind: 'unknown' },
    ],
    [
      'an address SMTP cannot carry',
      { message: 'Invalid recipient', code: 'EENVELOPE', command: 'API' },
      false,
      { kind: 'refused', isAddressBad: true },
    ],
    [
      'a text the server finds too large',
      { message: 'too large', code: 'EMESSAGE', command: 'MAIL FROM' },
      false,
      { kind: 'refused', isAddressBad: false },
    ],
  ])('%s', (_what, failure, hasBegun, outcome) => {
    expect(outcomeOfFailure(failure, hasBegun)).toMatchObject(outcome);
  });
});
