/** How long a proof of identity holds for risky changes. */
const STEP_UP_MS = 5 * 60 * 1000;

/** Until when a proof given at this moment allows risky changes. */
export function verifiedUntil(verifiedAt: Date): Date {
  return new Date(verifiedAt.getTime() + STEP_UP_MS);
}
