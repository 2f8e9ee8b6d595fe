import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '#describe';

import { CurrentActor } from '../../../platform/auth/request-parameters.js';
import type { Actor } from '../../../platform/tenancy/account-scope.js';
import { AdminAccountParams, ReasonBody } from '../admin/admin-accounts.dto.js';
import { LookIn } from './look-in.js';
import { OperatorAccessView } from './operator-access.dto.js';

@ApiBearerAuth()
@ApiTags('admin')
@Controller('admin/accounts/:accountId/access')
export class AdminOperatorAccessController {
  constructor(private readonly lookIn: LookIn) {}

  /** Lets the calling instance admin look into an account for an hour; the account sees it. */
  @Post()
  begin(
    @CurrentActor() actor: Actor,
    @Param() { accountId }: AdminAccountParams,
    @Body() { reason }: ReasonBody,
  ): Promise<OperatorAccessView> {
    return this.lookIn.begin(actor, accountId, reason);
  }

  /** Ends it before its time. */
  @Delete()
  @HttpCode(204)
  end(@CurrentActor() actor: Actor, @Param() { accountId }: AdminAccountParams): Promise<void> {
    return this.lookIn.end(actor, accountId);
  }
}
