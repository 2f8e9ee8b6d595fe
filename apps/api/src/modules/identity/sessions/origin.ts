import type { SignedIn } from '../../../platform/auth/access-token.js';
import type { Actor } from '../../../platform/tenancy/account-scope.js';
import type { Anonymous } from '../../../platform/tenancy/audit.js';

/** Where a request comes from, as far as it is known: for the list of sessions, the audit and mails. */
export interface Origin {
  readonly ip: string;
  readonly userAgent: string | null;
  readonly requestId?: string;
  /** The secret of the browser's device cookie, when it has one. */
  readonly device?: string | undefined;
}

/** A signed-in person who changes something of their own. */
export interface Person extends SignedIn {
  readonly origin: Origin;
}

/** Somebody who has not yet proved who they are, in the words of the audit. */
export function anonymousFrom(origin: Origin): Anonymous {
  return { kind: 'anonymous', ...withoutDevice(origin) };
}

/** Somebody who has, in the words of the audit. */
export function actorOf({ userId, origin }: Pick<Person, 'userId' | 'origin'>): Actor {
  return { kind: 'user', userId, ...withoutDevice(origin) };
}

function withoutDevice({ ip, userAgent, requestId }: Origin) {
  return { ip, userAgent, ...(requestId === undefined ? {} : { requestId }) };
}
