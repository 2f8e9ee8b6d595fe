import {
  type PublicKeyCredentialCreationOptionsJSON,
  startRegistration,
} from '@simplewebauthn/browser';

import { withPasskeyProblems } from './passkey-problem.js';

/** WebAuthn's JSON as it goes over our API, which passes it on without looking into it. */
type Json = Readonly<Record<string, unknown>>;

/** Lets the person's device make a passkey for us. @throws Problem when none was given, or it has one already */
export function makePasskey(options: Json): Promise<Record<string, unknown>> {
  return withPasskeyProblems(async () => {
    if (!isOrder(options)) throw new TypeError('These are no options for a new passkey.');
    return { ...(await startRegistration({ optionsJSON: options })) };
  });
}

function isOrder(options: unknown): options is PublicKeyCredentialCreationOptionsJSON {
  const { challenge, user, rp } = options as Json;
  return typeof challenge === 'string' && isObject(user) && isObject(rp);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
