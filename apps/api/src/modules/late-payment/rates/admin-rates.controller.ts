import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '#describe';
import { localDate } from '@invoicetracker/calendar';

import { CurrentActor } from '../../../platform/auth/request-parameters.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import type { Actor } from '../../../platform/tenancy/account-scope.js';
import { BANKS } from '../banks/feeds.js';
import {
  ExchangeRateBody,
  ExchangeRateFilter,
  ExchangeRatePage,
  RatesView,
  ReferenceRateBody,
  TakeBackRateBody,
} from './rates.dto.js';
import { RatesQuery } from './rates.query.js';
import { RecordRate } from './record-rate.js';

@ApiBearerAuth()
@ApiTags('admin')
@Controller('admin/rates')
export class AdminRatesController {
  constructor(
    private readonly query: RatesQuery,
    private readonly record: RecordRate,
    private readonly jobs: JobQueue,
  ) {}

  /** Every reference rate with its source, what will be missing next, and how the last looks at the banks ended. */
  @Get()
  show(): Promise<RatesView> {
    return this.query.show();
  }

  /** Mid rates, newest day first. */
  @Get('exchange')
  exchange(@Query() filter: ExchangeRateFilter): Promise<ExchangeRatePage> {
    return this.query.exchange(filter);
  }

  /** Adds a reference rate that somebody has looked up, or corrects the one of that day. */
  @Post('reference')
  async addReference(
    @CurrentActor() actor: Actor,
    @Body() { table, validFrom, annualPercent, source }: ReferenceRateBody,
  ): Promise<RatesView> {
    const day = localDate(validFrom);
    await this.record.reference(actor, { table, validFrom: day, percent: annualPercent, source });
    return this.query.show();
  }

  /** Takes back what was added for a day; what came with the product stands again. */
  @Post('reference/take-back')
  @HttpCode(200)
  async takeBack(
    @CurrentActor() actor: Actor,
    @Body() { table, validFrom, reason }: TakeBackRateBody,
  ): Promise<RatesView> {
    await this.record.takeBack(actor, table, localDate(validFrom), reason);
    return this.query.show();
  }

  /** Adds a mid rate that somebody has looked up, or corrects the one of that day. */
  @Post('exchange')
  async addExchange(
    @CurrentActor() actor: Actor,
    @Body() { publisher, currency, on, rate, source }: ExchangeRateBody,
  ): Promise<RatesView> {
    await this.record.exchange(actor, {
      publisher,
      from: currency,
      on: localDate(on),
      rate,
      source,
    });
    return this.query.show();
  }

  /** Asks the central banks anew; how it went is shown beside each table. */
  @Post('looks')
  @HttpCode(202)
  async look(): Promise<void> {
    for (const bank of BANKS) await this.jobs.wake('look-at-bank', bank, { bank });
  }
}
