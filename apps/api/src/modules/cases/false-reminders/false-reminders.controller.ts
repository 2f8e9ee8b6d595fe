import { Get, Query } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import {
  FalseReminderFilter,
  FalseReminderPage,
  FalseReminderPeriod,
  FalseReminderRates,
} from './false-reminders.dto.js';
import { FalseRemindersQuery } from './false-reminders.query.js';

@InAccount('false-reminders', 'cases')
export class FalseRemindersController {
  constructor(private readonly falseReminders: FalseRemindersQuery) {}

  /** Reminders that crossed with a payment, the last first. */
  @Get()
  page(
    @Scope() scope: AccountScope,
    @Query() filter: FalseReminderFilter,
  ): Promise<FalseReminderPage> {
    return this.falseReminders.page(scope, filter);
  }

  /** How many there are among all that were sent, by stage and by where the payment was learned of. */
  @Get('rates')
  rates(
    @Scope() scope: AccountScope,
    @Query() period: FalseReminderPeriod,
  ): Promise<FalseReminderRates> {
    return this.falseReminders.rates(scope, period);
  }
}
