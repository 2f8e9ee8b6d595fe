import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import type { Settings } from '../../config/env.js';
import { SETTINGS } from '../../config/settings.token.js';
import { Clock } from '../clock/clock.js';
import { DomainError, NotFound } from '../http/domain-error.js';
import { CallLimits } from '../limits/call-limits.js';
import { networkOf } from '../limits/network-of.js';
import type { AccessRequest } from './access-request.js';
import type { AccessRule } from './access-rule.js';
import { Admission, type Admitted } from './admission.js';
import { Denials } from './denials.js';
import { requireFeature, requireKey, requireRole, secondFactorRequired } from './requirements.js';
import { ruleOfRoute } from './route-rule.js';
import { requireRecentProof } from './step-up.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Holds every request against the policy map. The account in the path only selects: what counts is the
 * membership in the database at this moment, of a session that has not ended. A foreign account is not
 * there at all, nor is a feature that the account has switched off.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly admission: Admission,
    private readonly limits: CallLimits,
    private readonly denials: Denials,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AccessRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    try {
      return await this.admit(request, reply);
    } catch (error) {
      await this.denials.note(request, error);
      throw error;
    }
  }

  private async admit(request: AccessRequest, reply: FastifyReply): Promise<boolean> {
    const rule = ruleOfRoute(request.method, request.routeOptions.url ?? '');
    if (rule.who === 'public') {
      const network = networkOf(request.ip);
      await this.limits.count(reply, rule.rate, network, (demand) =>
        this.admission.ofAddress(network, demand),
      );
      return true;
    }
    if (request.apiKeyHash !== undefined)
      return this.admitKey(request, reply, request.apiKeyHash, rule);
    return this.admitUser(request, reply, rule);
  }

  private async admitUser(
    request: AccessRequest,
    reply: FastifyReply,
    rule: AccessRule,
  ): Promise<true> {
    const { user } = request;
    const roles = typeof rule.who === 'string' ? null : rule.who;
    const accountId = roles === null ? null : accountInPath(request);
    const admitted = await this.limits.count(
      reply,
      rule.rate,
      `${user.userId} ${accountId}`,
      (demand) => this.admission.of(user, accountId, demand),
    );
    const { verifiedAt } = admitted;
    request.actor = { kind: 'user', userId: user.userId, verifiedAt, ...originOf(request) };
    if (roles !== null) requireRole(roles, admitted);
    if (rule.who === 'instance-admin') this.requireInstanceAdmin(admitted);
    requireFeature(rule, admitted.featuresOff);
    if (rule.stepUp === true) requireRecentProof(admitted.verifiedAt, this.clock.wallNow());
    if (accountId !== null) request.scope = { accountId, actor: request.actor };
    return true;
  }

  private async admitKey(
    request: AccessRequest,
    reply: FastifyReply,
    hash: Buffer,
    rule: AccessRule,
  ): Promise<true> {
    const key = await this.limits.count(reply, rule.rate, hash.toString('base64'), (demand) =>
      this.admission.ofKey(hash, demand),
    );
    const { id: keyId, name: keyName, accountId } = key;
    request.actor = { kind: 'key', keyId, keyName, ...originOf(request) };
    requireKey(rule, key, request.params.accountId?.toLowerCase());
    request.scope = { accountId, actor: request.actor };
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
}

function accountInPath(request: AccessRequest): string {
  const accountId = request.params.accountId ?? '';
  if (!UUID.test(accountId)) throw new NotFound('account');
  return accountId.toLowerCase();
}

/** Where a call came from, for the journal. */
function originOf(request: AccessRequest) {
  return {
    requestId: String(request.id),
    ip: request.ip,
    userAgent: request.headers['user-agent'] ?? null,
  };
}
