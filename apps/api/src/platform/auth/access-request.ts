import type { FastifyRequest } from 'fastify';

import type { AccountScope, Actor } from '../tenancy/account-scope.js';
import type { SignedIn } from './access-token.js';

/** A request, and what the guards have found out about it. */
export type AccessRequest = FastifyRequest<{ Params: { accountId?: string } }> & {
  user: SignedIn;
  /** Set instead of `user` where a program calls with its key. */
  apiKeyHash?: Buffer;
  actor?: Actor;
  scope?: AccountScope;
};
