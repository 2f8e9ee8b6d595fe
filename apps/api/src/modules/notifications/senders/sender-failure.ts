import type { HandOverOutcome, SmtpFailure } from '../../../platform/mail/hand-over-outcome.js';
import type { SenderTestProblem } from './sender.dto.js';

type Code = SenderTestProblem['code'];

/** One sentence a kind. What the server said stays in the log: a stranger's answer is not ours to show. */
export const FAILURE_SENTENCES: Readonly<Record<Code, string>> = {
  'cannot-connect':
    'The mail server does not answer, or not like a mail server. Check host, port and security.',
  'tls-failed':
    'No secure connection could be made. Check the security setting, and that the certificate is for this host.',
  'sign-in-refused': 'The mail server refused the sign-in. Check user name and password.',
  'message-refused':
    'The mail server refused the message. Check that it lets you send as the sender address.',
  'connection-lost':
    'The connection was lost while the message was under way. It may have arrived, or not.',
};

/** What kept a connection from being opened. */
export function kindOfOpening(failure: SmtpFailure): Code {
  if (failure.code === 'EAUTH') return 'sign-in-refused';
  const isTls =
    failure.code === 'ETLS' ||
    failure.command === 'STARTTLS' ||
    /certificate|self-signed|altnames|\b(ssl|tls)\b|wrong version number/i.test(failure.message);
  return isTls ? 'tls-failed' : 'cannot-connect';
}

/** What became of a message after the sign-in; null when it was accepted. */
export function kindOfOutcome(outcome: HandOverOutcome): Code | null {
  switch (outcome.kind) {
    case 'accepted':
      return null;
    case 'refused':
    case 'deferred':
      return 'message-refused';
    case 'unavailable':
      return outcome.code === null ? 'cannot-connect' : 'message-refused';
    case 'unknown':
      return 'connection-lost';
  }
}
