/** Loaded when somebody uses a passkey: it brings a library of certificates that would slow down every start. */
export function webAuthn() {
  return import('@simplewebauthn/server');
}

/** The same for the parts that read what a browser has answered. */
export function webAuthnHelpers() {
  return import('@simplewebauthn/server/helpers');
}
