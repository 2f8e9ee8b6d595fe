import { Injectable } from '@nestjs/common';

import { addDays, localDate } from '@invoicetracker/calendar';
import { simulateRuns } from '@invoicetracker/dunning';

import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { readAllFacts } from '../case-facts.reader.js';
import { calendarOf, rowsOf } from '../old-debts/old-debt-calendar.js';
import { type Foreseen, leaves } from '../old-debts/rehearse-release.js';
import { readSendingRulesFor } from '../sending-rules.reader.js';
import type { ForecastRowPage, ForecastView } from './forecast.dto.js';

/** Days looked ahead unless the caller says how many. */
export const FORECAST_DAYS = 60;

/**
 * What the daily runs of the next days would send, and on which day it would leave. The facts are read by
 * the statement the runs use, and every decision is the one they would make.
 */
@Injectable()
export class ForecastQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  async show(scope: AccountScope, days: number): Promise<ForecastView> {
    const { foreseen, isAutomaticSending } = await this.foresee(scope, days);
    const { from, until, notices, clients, days: ofDays } = calendarOf(foreseen);
    return { isAutomaticSending, from, until, days: ofDays, notices, clients };
  }

  /** The rows of one of its days. */
  async rows(
    scope: AccountScope,
    days: number,
    on: string,
    cursor: string | undefined,
  ): Promise<ForecastRowPage> {
    return rowsOf((await this.foresee(scope, days)).foreseen, on, cursor);
  }

  private foresee(
    scope: AccountScope,
    days: number,
  ): Promise<{ foreseen: Foreseen; isAutomaticSending: boolean }> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = localDate(await this.day.today(tx, scope));
      const cases = await readAllFacts(tx, scope.accountId, today);
      const { rules, from } = await readSendingRulesFor(tx, scope.accountId, today, cases);
      const notices = simulateRuns(cases, rules, from, days).filter(leaves);
      const account = await tx.one<{ is_automatic_sending: boolean }>(
        'select is_automatic_sending from accounts where id = $1',
        [scope.accountId],
      );
      return {
        foreseen: { from, until: addDays(from, days - 1), notices, silent: [] },
        isAutomaticSending: account!.is_automatic_sending,
      };
    });
  }
}
