import { Body, Get, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { Scope } from '../../platform/auth/request-parameters.js';
import { InAccount } from '../../platform/auth/in-account.js';
import { IfMatch, setETag } from '../../platform/http/if-match.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { ChangePolicy } from './change-policy.js';
import { PolicyBody, PolicyView } from './policy.dto.js';

@InAccount('policy', 'cases')
export class PolicyController {
  constructor(private readonly policy: ChangePolicy) {}

  /** The account's dunning plan in force. */
  @Get()
  async show(
    @Scope() scope: AccountScope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PolicyView> {
    const policy = await this.policy.show(scope);
    setETag(reply, policy.version);
    return policy;
  }

  /** Saves a new version of the plan. */
  @Put()
  async change(
    @Scope() scope: AccountScope,
    @IfMatch() version: number,
    @Body() body: PolicyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PolicyView> {
    const policy = await this.policy.execute(scope, version, body);
    setETag(reply, policy.version);
    return policy;
  }
}
