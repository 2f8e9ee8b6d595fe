import { Injectable } from '@nestjs/common';

import type { AccessRequest } from './access-request.js';
import { Admission } from './admission.js';
import { requireFeature, requireKey, requireRole } from './requirements.js';
import { ruleOfRoute } from './route-rule.js';

/**
 * For answers that last: asks again, while one goes on, what the guard asked at its beginning. Who has been
 * taken out of the account, signed out or lost the role sees no more from then on.
 */
@Injectable()
export class LastingAccess {
  constructor(private readonly admission: Admission) {}

  /** @throws DomainError when the caller may not do any more what the request began */
  async require(request: AccessRequest): Promise<void> {
    const rule = ruleOfRoute(request.method, request.routeOptions.url ?? '');
    const { accountId } = request.scope!;
    if (request.apiKeyHash !== undefined) {
      requireKey(rule, await this.admission.ofKey(request.apiKeyHash, null), accountId);
      return;
    }
    if (typeof rule.who === 'string') throw new Error('only answers inside an account can last');
    const admitted = await this.admission.of(request.user, accountId, null);
    requireRole(rule.who, admitted);
    requireFeature(rule, admitted.featuresOff);
  }
}
