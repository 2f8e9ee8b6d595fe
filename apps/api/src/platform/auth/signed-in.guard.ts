import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';

import { DomainError } from '../http/domain-error.js';
import { ruleOfRoute } from './route-rule.js';

/** Reads who calls from the bearer token. Only what the policy map calls public goes without one. */
@Injectable()
export class SignedInGuard extends AuthGuard('jwt') {
  override canActivate(context: ExecutionContext) {
    const { method, routeOptions } = context.switchToHttp().getRequest<FastifyRequest>();
    return ruleOfRoute(method, routeOptions.url ?? '').who === 'public'
      ? true
      : super.canActivate(context);
  }

  override handleRequest<User>(_error: unknown, user: User | false): User {
    if (user === false || user === undefined || user === null) {
      throw new DomainError(
        'unauthenticated',
        'not-signed-in',
        'Sign in first: the access token is missing or has ended.',
      );
    }
    return user;
  }
}
