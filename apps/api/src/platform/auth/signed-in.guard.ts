import { type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';

import { DomainError } from '../http/domain-error.js';

const PUBLIC = Symbol('public route');

/** Marks the few routes that answer without a token. Everything else needs one. */
export const Public = () => SetMetadata(PUBLIC, true);

@Injectable()
export class SignedInGuard extends AuthGuard('jwt') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override canActivate(context: ExecutionContext) {
    const isPublic = this.reflector.getAllAndOverride<boolean>(PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    return isPublic === true ? true : super.canActivate(context);
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
