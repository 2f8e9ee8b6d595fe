import { Body, Delete, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { IfMatch, setETag } from '../../../platform/http/if-match.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { ChangePolicies } from './change-policies.js';
import { ForeseeChange } from './foresee-change.js';
import { KeepPolicies } from './keep-policies.js';
import {
  NewPolicyBody,
  PolicyBody,
  PolicyChangeBody,
  PolicyList,
  PolicyParams,
  PolicyView,
} from './policies.dto.js';
import { PoliciesQuery } from './policies.query.js';
import { PolicyEffect } from './policy-effect.dto.js';
import { soundPolicy } from './sound-policy.js';

@InAccount('policies', 'cases')
export class PoliciesController {
  constructor(
    private readonly query: PoliciesQuery,
    private readonly keep: KeepPolicies,
    private readonly foresee: ForeseeChange,
    private readonly change: ChangePolicies,
  ) {}

  /** The account's dunning plans, the default first. */
  @Get()
  async list(@Scope() scope: AccountScope): Promise<PolicyList> {
    return { items: await this.query.list(scope) };
  }

  /** Adds a plan. It is nobody's until it is assigned. */
  @Post()
  add(@Scope() scope: AccountScope, @Body() body: NewPolicyBody): Promise<PolicyView> {
    return this.keep.add(scope, body);
  }

  /** A plan in the version in force. */
  @Get(':policyId')
  show(
    @Scope() scope: AccountScope,
    @Param() { policyId }: PolicyParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PolicyView> {
    return this.view(scope, policyId, reply);
  }

  /** Which running cases a new version would move, and what that does to each. Nothing is changed. */
  @Post(':policyId/preview')
  @HttpCode(200)
  preview(
    @Scope() scope: AccountScope,
    @Param() { policyId }: PolicyParams,
    @Body() body: PolicyBody,
  ): Promise<PolicyEffect> {
    return this.foresee.execute(scope, newVersion(policyId, null, body));
  }

  /** Saves a new version. Running cases move to it only if the request says so. */
  @Put(':policyId')
  async save(
    @Scope() scope: AccountScope,
    @Param() { policyId }: PolicyParams,
    @IfMatch() revision: number,
    @Body() { isMovingRunning, ...body }: PolicyChangeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PolicyView> {
    await this.change.execute(scope, newVersion(policyId, revision, body), isMovingRunning);
    return this.view(scope, policyId, reply);
  }

  /** Takes a plan away that is nobody's. Cases that run on it go on to their end. */
  @Delete(':policyId')
  @HttpCode(204)
  retire(@Scope() scope: AccountScope, @Param() { policyId }: PolicyParams): Promise<void> {
    return this.keep.retire(scope, policyId);
  }

  private async view(
    scope: AccountScope,
    policyId: string,
    reply: FastifyReply,
  ): Promise<PolicyView> {
    const policy = await this.query.show(scope, policyId);
    setETag(reply, policy.revision);
    return policy;
  }
}

function newVersion(policyId: string, revision: number | null, body: PolicyBody) {
  return {
    kind: 'version' as const,
    policyId,
    revision,
    name: body.name,
    stageNames: body.stages,
    policyOf: (before: Parameters<typeof soundPolicy>[1]) => soundPolicy(body, before),
  };
}
