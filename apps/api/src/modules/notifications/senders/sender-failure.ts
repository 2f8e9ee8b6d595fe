import type { HandOverOutcome, SmtpFailure } from '../../../platform/mail/hand-over-outcome.js';

/** What went wrong, for the log of the installation. */
export type SenderFailure =
  'cannot-connect' | 'tls-failed' | 'sign-in-refused' | 'message-refused' | 'connection-lost';

/**
 * One sentence whatever went wrong. What a stranger's server answers, or whether it answers at all, is
 * not for somebody who typed its address: a test would be a way to look around from where we stand.
 */
export const FAILURE_SENTENCE =
  "No mail server took the test mail. Check server, port, encryption, user name, password and the sender's address. Whoever operates this installation finds the cause under the reference.";

/** What kept a connection from being opened. */
export function kindOfOpening(failure: SmtpFailure): SenderFailure {
  if (failure.code === 'EAUTH') return 'sign-in-refused';
  const isTls =
    failure.code === 'ETLS' ||
    failure.command === 'STARTTLS' ||
    /certificate|self-signed|altnames|\b(ssl|tls)\b|wrong version number/i.test(failure.message);
  return isTls ? 'tls-failed' : 'cannot-connect';
}

/** What became of a message after the sign-in; null when it was accepted. */
export function kindOfOutcome(outcome: HandOverOutcome): SenderFailure | null {
  switch (outcome.kind) {
    case 'accepted':
      return null;
    case 'refused':
    case 'deferred':
      return 'message-refused';
    case 'unavailable':
      return outcome.code === null ? 'cannot-connect' : 'message-refused';
    case 'withheld':
    case 'unknown':
      return 'connection-lost';
  }
}
