import { Get, Query } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import {
  ForecastDayParams,
  ForecastQueryParams,
  ForecastRowPage,
  ForecastView,
} from './forecast.dto.js';
import { FORECAST_DAYS, ForecastQuery } from './forecast.query.js';

@InAccount('forecast', 'cases')
export class ForecastController {
  constructor(private readonly forecast: ForecastQuery) {}

  /** What would leave on which of the next days, counted. */
  @Get()
  show(
    @Scope() scope: AccountScope,
    @Query() { days }: ForecastQueryParams,
  ): Promise<ForecastView> {
    return this.forecast.show(scope, days ?? FORECAST_DAYS);
  }

  /** The rows of one of those days. */
  @Get('day')
  day(
    @Scope() scope: AccountScope,
    @Query() { days, on, cursor }: ForecastDayParams,
  ): Promise<ForecastRowPage> {
    return this.forecast.rows(scope, days ?? FORECAST_DAYS, on, cursor);
  }
}
