import {
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from '@simplewebauthn/browser';

import { withPasskeyProblems } from './passkey-problem.js';

/** WebAuthn's JSON as it goes over our API, which passes it on without looking into it. */
type Json = Readonly<Record<string, unknown>>;

/** Lets the person's device sign what the server asks. @throws Problem when none was given */
export function signWithPasskey(options: Json): Promise<Record<string, unknown>> {
  return withPasskeyProblems(async () => {
    if (!isQuestion(options)) throw new TypeError('These are no options for a passkey.');
    return { ...(await startAuthentication({ optionsJSON: options })) };
  });
}

function isQuestion(options: unknown): options is PublicKeyCredentialRequestOptionsJSON {
  return typeof (options as Json)['challenge'] === 'string';
}
