import {
  Body,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '#describe';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { ExportAgreements } from '../lists/export-agreements.js';
import { HoldListQuery } from './hold-list.query.js';
import {
  ChangedCount,
  ClientHoldParams,
  HoldBody,
  HoldPage,
  HoldsReleaseBody,
} from './holds.dto.js';
import { HoldReminders } from './hold-reminders.js';

@InAccount('', 'holds')
export class HoldsController {
  constructor(
    private readonly holdReminders: HoldReminders,
    private readonly list: HoldListQuery,
    private readonly exports: ExportAgreements,
  ) {}

  /** The stops in force, of cases, clients and the account: those that end first come first. */
  @Get('holds')
  page(@Scope() scope: AccountScope, @Query() filter: PageQuery): Promise<HoldPage> {
    return this.list.page(scope, filter);
  }

  /** The same list as a file for spreadsheets. */
  @Get('holds/export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  export(@Scope() scope: AccountScope): Promise<StreamableFile> {
    return this.exports.stops(scope);
  }

  /** Stops the reminders of the whole account. */
  @Post('hold')
  @HttpCode(204)
  async holdAccount(@Scope() scope: AccountScope, @Body() body: HoldBody): Promise<void> {
    await this.holdReminders.hold(scope, { kind: 'account' }, stopOf(body));
  }

  /** Lets the reminders of the account go on; what is stopped for a client or a case stays so. */
  @Delete('hold')
  @HttpCode(204)
  async releaseAccount(@Scope() scope: AccountScope): Promise<void> {
    await this.holdReminders.release(scope, { kind: 'account' });
  }

  /** Stops the reminders of all of a client's cases, also of those that open later. */
  @Post('clients/:clientId/hold')
  @HttpCode(204)
  async holdClient(
    @Scope() scope: AccountScope,
    @Param() { clientId }: ClientHoldParams,
    @Body() body: HoldBody,
  ): Promise<void> {
    await this.holdReminders.hold(scope, { kind: 'client', id: clientId }, stopOf(body));
  }

  /** Lets the reminders of a client's cases go on. */
  @Delete('clients/:clientId/hold')
  @HttpCode(204)
  async releaseClient(
    @Scope() scope: AccountScope,
    @Param() { clientId }: ClientHoldParams,
  ): Promise<void> {
    await this.holdReminders.release(scope, { kind: 'client', id: clientId });
  }

  /** Takes several stops back at once. */
  @Post('holds/release')
  @HttpCode(200)
  async release(
    @Scope() scope: AccountScope,
    @Body() { holdIds }: HoldsReleaseBody,
  ): Promise<ChangedCount> {
    return { changed: await this.holdReminders.releaseMany(scope, { ids: holdIds }) };
  }
}

function stopOf(body: HoldBody): { reason: string; until: string | null } {
  return { reason: body.reason, until: body.until ?? null };
}
