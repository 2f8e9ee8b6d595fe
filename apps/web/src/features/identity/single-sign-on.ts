import type { SecondFactorStepView } from '../../shared/api/schemas.js';

const FACTORS = ['totp', 'passkey', 'recovery-code'] as const;

/** How somebody comes back from single sign-on who is not in yet. */
export interface SingleSignOnReturn {
  /** Why they may not come in; null when only a second factor is missing. */
  readonly error: string | null;
  readonly secondFactor: SecondFactorStepView | null;
  readonly next: string | null;
}

/**
 * Reads what the server has put behind the # of the address, where no log keeps it, and takes it away.
 * Null when nobody comes from single sign-on.
 */
export function takeSingleSignOnReturn(): SingleSignOnReturn | null {
  const { hash, pathname, search } = globalThis.location;
  const words = new URLSearchParams(hash.slice(1));
  const error = words.get('oidc-error');
  const ticket = words.get('ticket');
  if (error === null && ticket === null) return null;
  globalThis.history.replaceState(globalThis.history.state, '', pathname + search);
  const named = (words.get('methods') ?? '').split(',');
  const methods = FACTORS.filter((factor) => named.includes(factor));
  return {
    error,
    secondFactor: ticket === null ? null : { ticket, methods },
    next: words.get('next'),
  };
}
