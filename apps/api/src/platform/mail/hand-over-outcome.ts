/**
 * What a mail server made of one message to one recipient.
 *
 * - `accepted`: the server has taken responsibility for it
 * - `refused`: it never will; `isAddressBad` when it was the address it refused
 * - `deferred`: not now; nothing was taken, so the same message may be tried again
 * - `unavailable`: the server as a whole cannot be used (no connection, sign-in or TLS refused, sender
 *   refused): says nothing about the recipient, and the next message would fare the same
 * - `withheld`: we took it back ourselves, before any byte of it had left
 * - `unknown`: the connection was lost after the message had begun to leave: nobody knows
 */
export type HandOverOutcome =
  | { readonly kind: 'accepted'; readonly code: number; readonly answer: string }
  | {
      readonly kind: 'refused';
      readonly code: number | null;
      readonly answer: string;
      readonly isAddressBad: boolean;
    }
  | { readonly kind: 'deferred'; readonly code: number | null; readonly answer: string }
  | { readonly kind: 'unavailable'; readonly code: number | null; readonly answer: string }
  | { readonly kind: 'withheld'; readonly answer: string }
  | { readonly kind: 'unknown'; readonly answer: string };

/** What nodemailer's connection reports; `command` is the SMTP command that was answered or pending. */
export interface SmtpFailure {
  readonly message: string;
  readonly code?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
}

/**
 * Reads an outcome from a failure. RFC 5321, 4.2.1: 4yz is not now, 5yz is never.
 *
 * @param hasBegun whether any byte of the message had left: from then on silence proves nothing
 */
export function outcomeOfFailure(failure: SmtpFailure, hasBegun: boolean): HandOverOutcome {
  const answer = (failure.response ?? failure.message).slice(0, 1000);
  const { responseCode } = failure;
  const code = responseCode ?? null;
  // Refused before a word was said to the server: not a text or an address that SMTP can carry.
  if (failure.command === 'API' && failure.code === 'EENVELOPE')
    return { kind: 'refused', code, answer, isAddressBad: true };
  const isAboutMessage = failure.command === 'RCPT TO' || failure.command === 'DATA';
  if (code === null || !isAboutMessage) {
    if (hasBegun) return { kind: 'unknown', answer };
    if (failure.code === 'EMESSAGE') return { kind: 'refused', code, answer, isAddressBad: false };
    return { kind: 'unavailable', code, answer };
  }
  if (code >= 500)
    return { kind: 'refused', code, answer, isAddressBad: failure.command === 'RCPT TO' };
  return { kind: 'deferred', code, answer };
}
