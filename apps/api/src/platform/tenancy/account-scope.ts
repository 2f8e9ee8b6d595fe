/** Who acts: a signed-in person, a program with a key, the product by itself, or an operator on the command line. */
export type Actor =
  | {
      readonly kind: 'user';
      readonly userId: string;
      /** When they last proved who they are. */
      readonly verifiedAt?: Date;
      readonly requestId?: string;
      readonly ip?: string;
      readonly userAgent?: string | null;
    }
  | {
      readonly kind: 'key';
      readonly keyId: string;
      readonly keyName: string;
      readonly requestId?: string;
      readonly ip?: string;
      readonly userAgent?: string | null;
    }
  | { readonly kind: 'system' }
  | { readonly kind: 'command' };

/** What a member may do; `client` belongs to a debtor's person, who has the portal only. */
export type Role = 'admin' | 'accountant' | 'viewer' | 'client';

/**
 * The account whose data may be touched, and who touches it. It comes from a verified membership, a
 * job's own record or the command line, never from a request's body or header.
 */
export interface AccountScope {
  readonly accountId: string;
  readonly actor: Actor;
}

/** The scope of the product acting by itself: runs, syncs, sending. */
export function systemScope(accountId: string): AccountScope {
  return { accountId, actor: { kind: 'system' } };
}

/** The acting person's id, or null where nobody in person acts. */
export function actingUser(scope: AccountScope): string | null {
  return scope.actor.kind === 'user' ? scope.actor.userId : null;
}
