import { Body, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { IfMatch, setETag } from '../../../platform/http/if-match.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { DecideOldDebts } from './decide-old-debts.js';
import { calendarOf, rowsOf } from './old-debt-calendar.js';
import {
  OldDebtCalendar,
  OldDebtChoices,
  OldDebtDayQuery,
  OldDebtRowPage,
  OldDebtsParams,
  OldDebtsView,
} from './old-debts.dto.js';
import { OldDebtsQuery } from './old-debts.query.js';
import { RehearseRelease } from './rehearse-release.js';

@InAccount('connections/:connectionId/old-debts', 'cases')
export class OldDebtsController {
  constructor(
    private readonly query: OldDebtsQuery,
    private readonly rehearse: RehearseRelease,
    private readonly decide: DecideOldDebts,
  ) {}

  /** The debts that were overdue when the connection was first read, and what was decided about them. */
  @Get()
  show(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: OldDebtsParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OldDebtsView> {
    return this.view(scope, connectionId, reply);
  }

  /** What would leave on which day, if the old debts entered like this. Nothing is changed. */
  @Post('calendar')
  @HttpCode(200)
  async calendar(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: OldDebtsParams,
    @Body() { choices }: OldDebtChoices,
  ): Promise<OldDebtCalendar> {
    return calendarOf(await this.rehearse.execute(scope, connectionId, choices));
  }

  /** The rows of one day of that calendar. */
  @Post('calendar/day')
  @HttpCode(200)
  async day(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: OldDebtsParams,
    @Query() { on, cursor }: OldDebtDayQuery,
    @Body() { choices }: OldDebtChoices,
  ): Promise<OldDebtRowPage> {
    return rowsOf(await this.rehearse.execute(scope, connectionId, choices), on, cursor);
  }

  /** Decides how old debts enter, and lets the connection's cases go. The last decision holds. */
  @Put()
  async release(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: OldDebtsParams,
    @IfMatch() version: number,
    @Body() { choices }: OldDebtChoices,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OldDebtsView> {
    await this.decide.execute(scope, connectionId, version, choices);
    return this.view(scope, connectionId, reply);
  }

  private async view(
    scope: AccountScope,
    connectionId: string,
    reply: FastifyReply,
  ): Promise<OldDebtsView> {
    const view = await this.query.show(scope, connectionId);
    setETag(reply, view.version);
    return view;
  }
}
