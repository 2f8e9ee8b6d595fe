import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';

import { Clock } from '../clock/clock.js';
import { DomainError, NotFound } from '../http/domain-error.js';
import type { AccountScope, Role } from '../tenancy/account-scope.js';
import { Tenancy } from '../tenancy/tenancy.js';
import type { SignedIn } from './access-token.js';

const ALLOWED_ROLES = Symbol('allowed roles');
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Which roles of an account may use a route. A route inside an account without this is refused to all. */
export const Allow = (...roles: Role[]) => SetMetadata(ALLOWED_ROLES, roles);

type AccountRequest = FastifyRequest<{ Params: { accountId?: string } }> & {
  user: SignedIn;
  scope?: AccountScope;
  role?: Role;
};

/**
 * Turns the account in the path into a scope. The path only selects: what counts is the membership in
 * the database at this moment, of a session that has not ended. A foreign account is not there at all.
 */
@Injectable()
export class AccountGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AccountRequest>();
    const accountId = request.params.accountId ?? '';
    if (!UUID.test(accountId)) throw new NotFound('account');
    const role = await this.roleIn(accountId, request.user);
    const allowed =
      this.reflector.getAllAndOverride<Role[] | undefined>(ALLOWED_ROLES, [
        context.getHandler(),
        context.getClass(),
      ]) ?? [];
    if (!allowed.includes(role)) {
      throw new DomainError(
        'forbidden',
        'role-not-allowed',
        `Your role in this account (${role}) may not do this. Ask an admin of the account.`,
      );
    }
    request.scope = {
      accountId,
      actor: { kind: 'user', userId: request.user.userId, requestId: String(request.id) },
    };
    request.role = role;
    return true;
  }

  private async roleIn(accountId: string, user: SignedIn): Promise<Role> {
    const row = await this.tenancy.asUser(user.userId, (tx) =>
      tx.one<{ role: Role | null }>(
        `select (select m.role from memberships m where m.account_id = $1 and m.user_id = $2) as role
           from sessions s join users u on u.id = s.user_id
          where s.id = $3 and s.user_id = $2 and s.ended_at is null and s.expires_at > $4 and not u.is_disabled`,
        [accountId, user.userId, user.sessionId, this.clock.wallNow()],
      ),
    );
    if (row === undefined)
      throw new DomainError(
        'unauthenticated',
        'session-ended',
        'This session has ended. Sign in again.',
      );
    if (row.role === null) throw new NotFound('account');
    return row.role;
  }
}

/** The scope the guard verified. */
export const Scope = createParamDecorator(
  (_data: unknown, context: ExecutionContext): AccountScope => {
    const { scope } = context.switchToHttp().getRequest<AccountRequest>();
    if (scope === undefined) throw new Error('a route asked for a scope without AccountGuard');
    return scope;
  },
);

/** The signed-in person. */
export const CurrentUser = createParamDecorator(
  (_data: unknown, context: ExecutionContext): SignedIn =>
    context.switchToHttp().getRequest<AccountRequest>().user,
);
