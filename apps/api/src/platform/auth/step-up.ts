import { DomainError } from '../http/domain-error.js';

/** How long a proof of identity holds for risky changes. */
const STEP_UP_MS = 5 * 60 * 1000;

/** Until when a proof given at this moment allows risky changes. */
export function verifiedUntil(verifiedAt: Date): Date {
  return new Date(verifiedAt.getTime() + STEP_UP_MS);
}

/**
 * Refuses a risky change by somebody whose last proof of who they are is too old.
 *
 * @param now real time
 * @throws DomainError `step-up-required`
 */
export function requireRecentProof(verifiedAt: Date, now: Date): void {
  if (now <= verifiedUntil(verifiedAt)) return;
  throw new DomainError(
    'forbidden',
    'step-up-required',
    'Prove once more who you are, then repeat this.',
  );
}
