import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import type { Settings } from '../../config/env.js';
import { SETTINGS } from '../../config/settings.token.js';
import { Clock } from '../clock/clock.js';
import { DomainError, NotFound } from '../http/domain-error.js';
import type { AccountScope, Actor, Role } from '../tenancy/account-scope.js';
import type { AccessRule } from './access-rule.js';
import type { SignedIn } from './access-token.js';
import { Admission, type Admitted } from './admission.js';
import { ruleOfRoute } from './route-rule.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** How long a proof of identity holds for risky changes. */
const STEP_UP_MS = 5 * 60 * 1000;

export type AccessRequest = FastifyRequest<{ Params: { accountId?: string } }> & {
  user: SignedIn;
  actor?: Actor;
  scope?: AccountScope;
};

/**
 * Holds every request against the policy map. The account in the path only selects: what counts is the
 * membership in the database at this moment, of a session that has not ended. A foreign account is not
 * there at all, nor is a feature that the account has switched off.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly admission: Admission,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AccessRequest>();
    const rule = ruleOfRoute(request.method, request.routeOptions.url ?? '');
    if (rule.who === 'public') return true;
    const actor = actorOf(request);
    request.actor = actor;
    if (rule.who === 'signed-in' || rule.who === 'instance-admin') {
      const admitted = await this.admission.of(request.user, null);
      if (rule.who === 'instance-admin') this.requireInstanceAdmin(admitted);
      this.requireRecentProof(rule, admitted);
      return true;
    }
    const accountId = request.params.accountId ?? '';
    if (!UUID.test(accountId)) throw new NotFound('account');
    const admitted = await this.admission.of(request.user, accountId);
    requireRole(rule.who, admitted);
    if (rule.feature !== undefined && admitted.featuresOff.includes(rule.feature))
      throw new NotFound('feature');
    this.requireRecentProof(rule, admitted);
    request.scope = { accountId, actor };
    return true;
  }

  private requireInstanceAdmin(admitted: Admitted): void {
    if (!admitted.isInstanceAdmin) {
      throw new DomainError(
        'forbidden',
        'role-not-allowed',
        'Only an administrator of this installation may do this.',
      );
    }
    // A demo has no secrets to keep, and nobody to scan a code with.
    if (!admitted.hasSecondFactor && !this.settings.DEMO) throw secondFactorRequired();
  }

  private requireRecentProof(rule: AccessRule, admitted: Admitted): void {
    if (rule.stepUp !== true) return;
    if (this.clock.wallNow().getTime() - admitted.verifiedAt.getTime() <= STEP_UP_MS) return;
    throw new DomainError(
      'forbidden',
      'step-up-required',
      'Prove once more who you are, then repeat this.',
    );
  }
}

function requireRole(roles: readonly Role[], admitted: Admitted): void {
  if (admitted.role === null) throw new NotFound('account');
  if (!roles.includes(admitted.role)) {
    throw new DomainError(
      'forbidden',
      'role-not-allowed',
      `Your role in this account (${admitted.role}) may not do this. Ask an admin of the account.`,
    );
  }
  if (admitted.accountState !== 'active') {
    throw new DomainError(
      'forbidden',
      'account-suspended',
      'This account is suspended. Ask the administrator of this installation.',
    );
  }
  if (admitted.isSecondFactorRequired && !admitted.hasSecondFactor) throw secondFactorRequired();
}

function secondFactorRequired(): DomainError {
  return new DomainError(
    'forbidden',
    'second-factor-required',
    'Set up a second factor in your profile first.',
  );
}

function actorOf(request: AccessRequest): Actor {
  return {
    kind: 'user',
    userId: request.user.userId,
    requestId: String(request.id),
    ip: request.ip,
    userAgent: request.headers['user-agent'] ?? null,
  };
}
