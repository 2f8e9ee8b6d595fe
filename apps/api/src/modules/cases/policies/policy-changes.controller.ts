import { Get, HttpCode, Param, Post } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { PoliciesQuery } from './policies.query.js';
import { PolicyChangeList, PolicyChangeParams } from './policy-changes.dto.js';
import { UndoChange } from './undo-change.js';

@InAccount('policy-changes', 'cases')
export class PolicyChangesController {
  constructor(
    private readonly query: PoliciesQuery,
    private readonly undo: UndoChange,
  ) {}

  /** What was changed about the plans, newest first. */
  @Get()
  async list(@Scope() scope: AccountScope): Promise<PolicyChangeList> {
    return { items: await this.query.changes(scope) };
  }

  /** Takes the newest change back; the cases it moved go back with it. */
  @Post(':changeId/undo')
  @HttpCode(200)
  async takeBack(
    @Scope() scope: AccountScope,
    @Param() { changeId }: PolicyChangeParams,
  ): Promise<PolicyChangeList> {
    await this.undo.execute(scope, changeId);
    return { items: await this.query.changes(scope) };
  }
}
