import { Body, Get, HttpCode, Post, Put } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { ChangePolicies } from './change-policies.js';
import { ForeseeChange } from './foresee-change.js';
import { PoliciesQuery } from './policies.query.js';
import { AssignmentBody, AssignmentChangeBody, AssignmentList } from './policy-assignments.dto.js';
import { PolicyEffect } from './policy-effect.dto.js';
import type { WantedChange } from './wanted-change.js';

@InAccount('policy-assignments', 'cases')
export class PolicyAssignmentsController {
  constructor(
    private readonly query: PoliciesQuery,
    private readonly foresee: ForeseeChange,
    private readonly change: ChangePolicies,
  ) {}

  /** Groups, clients and invoices that have a plan of their own. The nearest one holds. */
  @Get()
  async list(@Scope() scope: AccountScope): Promise<AssignmentList> {
    return { items: await this.query.assignments(scope) };
  }

  /** Which running cases an assignment would move, and what that does to each. Nothing is changed. */
  @Post('preview')
  @HttpCode(200)
  preview(@Scope() scope: AccountScope, @Body() body: AssignmentBody): Promise<PolicyEffect> {
    return this.foresee.execute(scope, wantedOf(body));
  }

  /** Gives a plan to a group, a client, an invoice, or to everybody else. */
  @Put()
  async assign(
    @Scope() scope: AccountScope,
    @Body() body: AssignmentChangeBody,
  ): Promise<AssignmentList> {
    await this.change.execute(scope, wantedOf(body), body.isMovingRunning);
    return { items: await this.query.assignments(scope) };
  }
}

/** @throws Invalid `assignment-incomplete` */
function wantedOf({ kind, targetId, policyId }: AssignmentBody): WantedChange {
  if (kind === 'default') {
    if (policyId === null) throw incomplete('policyId', 'the default is always some policy');
    if (targetId !== undefined) throw incomplete('targetId', 'the default is for everybody');
    return { kind: 'default', policyId };
  }
  if (targetId === undefined) throw incomplete('targetId', 'say whom the policy is for');
  return { kind: 'assignment', target: { kind, id: targetId }, policyId };
}

function incomplete(field: string, message: string): Invalid {
  return new Invalid('assignment-incomplete', 'This assignment does not fit together.', [
    { field, code: 'assignment-incomplete', message },
  ]);
}
