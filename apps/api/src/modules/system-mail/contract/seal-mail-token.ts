import type { Sealer, SealPlace } from '../../../platform/sealing/sealer.js';

declare const sealed: unique symbol;

/** A link's secret as the outbox keeps it: only the mail to this address can open it. */
export type SealedToken = string & { readonly [sealed]: true };

/** Seals the secret of a link until its mail has left; afterwards nothing but its hash is kept. */
export function sealMailToken(sealer: Sealer, to: string, token: string): SealedToken {
  return sealer.seal(token, placeOf(to)) as SealedToken;
}

/** @throws CannotUnseal */
export function openMailToken(sealer: Sealer, to: string, token: string): string {
  return sealer.unseal(token, placeOf(to));
}

/** No account owns these mails; a token belongs to the address it is written to. */
function placeOf(to: string): SealPlace {
  return { accountId: 'system', table: 'system_mails', column: 'sealed_token', rowId: to };
}
