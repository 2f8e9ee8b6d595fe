import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';

import { DomainError } from '../http/domain-error.js';
import { apiKeyHash, looksLikeApiKey } from './api-key-text.js';
import { ruleOfRoute } from './route-rule.js';

const BEARER = /^Bearer +(\S+)$/i;

/**
 * Reads who calls from the Authorization header, and from nowhere else: a person's token, or the key
 * of a program. Only what the policy map calls public goes without one.
 */
@Injectable()
export class SignedInGuard extends AuthGuard('jwt') {
  override canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest<FastifyRequest & { apiKeyHash?: Buffer }>();
    if (ruleOfRoute(request.method, request.routeOptions.url ?? '').who === 'public') return true;
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!looksLikeApiKey(token)) return super.canActivate(context);
    const hash = apiKeyHash(token);
    if (hash === null) throw notSignedIn();
    request.apiKeyHash = hash;
    return true;
  }

  override handleRequest<User>(_error: unknown, user: User | false): User {
    if (user === false || user === undefined || user === null) {
      throw notSignedIn();
    }
    return user;
  }
}

function notSignedIn(): DomainError {
  return new DomainError(
    'unauthenticated',
    'not-signed-in',
    'Sign in first: the access token is missing or has ended.',
  );
}
