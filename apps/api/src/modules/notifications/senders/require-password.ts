import { Invalid } from '../../../platform/http/domain-error.js';
import type { SenderBody, SenderView } from './sender.dto.js';

/** Whether another server, or the same one by another name or in another way, would be spoken to. */
export function changesServer(before: SenderView, body: SenderBody): boolean {
  return (
    before.host !== body.host ||
    before.port !== body.port ||
    before.username !== (body.username ?? null) ||
    before.security !== body.security
  );
}

/**
 * A stored password goes to the server it was typed for, and to no other: whoever may change the host
 * must not be able to have the password sent to a server of their own, nor in the clear.
 *
 * @throws Invalid `password-needed`
 */
export function requirePassword(before: SenderView, body: SenderBody): void {
  if ((body.username ?? null) === null) {
    if (body.password !== undefined)
      throw passwordProblem('password-without-username', 'A password needs a user name beside it.');
    return;
  }
  if (body.password !== undefined) return;
  if (!before.hasPassword || changesServer(before, body))
    throw passwordProblem(
      'password-needed',
      'Type the password again: the stored one is for the server and the user name it was entered with.',
    );
}

function passwordProblem(code: string, message: string): Invalid {
  return new Invalid(code, message, [
    { field: 'password', code, message: 'does not fit server and user name' },
  ]);
}
