import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

import type { AccountScope, Actor } from '../tenancy/account-scope.js';
import type { AccessRequest } from './access-request.js';
import type { SignedIn } from './access-token.js';

/** The account's scope, as the guard verified it. */
export const Scope = createParamDecorator(
  (_data: unknown, context: ExecutionContext): AccountScope => {
    const { scope } = context.switchToHttp().getRequest<AccessRequest>();
    if (scope === undefined) throw new Error('only operations inside an account have a scope');
    return scope;
  },
);

/** Who calls, for operations outside an account. */
export const CurrentActor = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Actor => {
    const { actor } = context.switchToHttp().getRequest<AccessRequest>();
    if (actor === undefined) throw new Error('a public operation has no actor');
    return actor;
  },
);

/** The signed-in person. */
export const CurrentUser = createParamDecorator(
  (_data: unknown, context: ExecutionContext): SignedIn =>
    context.switchToHttp().getRequest<AccessRequest>().user,
);
