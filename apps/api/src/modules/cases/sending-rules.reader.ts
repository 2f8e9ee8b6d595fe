import { addDays, type LocalDate, localDate } from '@invoicetracker/calendar';
import {
  type DayOff,
  dayOff,
  isSendingDay,
  type SendingRules,
  type Stage,
} from '@invoicetracker/dunning';

import type { Transaction } from '../../platform/database/transaction.js';

interface Row {
  country: string;
  cap: number;
  run_comes: SendingRules['runComes'];
  weekdays: number[];
  is_holiday_skipped: boolean;
  is_run_done: boolean;
}

/** When an account's notices leave. */
export interface ReadRules {
  readonly rules: SendingRules;
  /** the day of the next daily run */
  readonly from: LocalDate;
  /** whether what is decided on a day would leave on a day without sending */
  readonly offFor: (
    clientId: string,
    asOf: LocalDate,
  ) => (audience: Stage['audience']) => DayOff | null;
}

/**
 * When the account's notices leave, and the day of its next daily run.
 *
 * @param countryOf the country of a client, whose holidays are kept beside the account's own
 */
export async function readSendingRules(
  tx: Transaction,
  accountId: string,
  today: LocalDate,
  countryOf: (clientId: string) => string,
): Promise<ReadRules> {
  const row = (await tx.one<Row>(
    `select a.country, a.daily_notice_cap as cap, a.send_weekdays as weekdays, a.is_holiday_skipped,
            case when a.daily_run_at < a.send_from then 'before-sending-hours' when a.daily_run_at < a.send_until then 'within-sending-hours'
                 else 'after-sending-hours' end as run_comes,
            exists (select 1 from daily_runs d where d.account_id = a.id and d.on_day = $2) as is_run_done
       from accounts a where a.id = $1`,
    [accountId, today],
  ))!;
  const daysOf = (...countries: string[]) => ({
    weekdays: row.weekdays,
    holidayCountries: row.is_holiday_skipped ? countries : [],
  });
  const daysFor = (audience: Stage['audience'], clientId: string) =>
    audience === 'staff' ? daysOf(row.country) : daysOf(row.country, countryOf(clientId));
  const rules: SendingRules = {
    dailyCap: row.cap,
    runComes: row.run_comes,
    isSendingDay: (audience, clientId, on) => isSendingDay(daysFor(audience, clientId), on),
  };
  const shift = row.run_comes === 'after-sending-hours' ? 1 : 0;
  return {
    rules,
    from: row.is_run_done ? addDays(localDate(today), 1) : today,
    offFor: (clientId, asOf) => (audience) =>
      dayOff(daysFor(audience, clientId), addDays(asOf, shift)),
  };
}

/** The same for some cases: each tells the country of its client. */
export function readSendingRulesFor(
  tx: Transaction,
  accountId: string,
  today: LocalDate,
  cases: readonly { readonly clientId: string; readonly clientCountry: string }[],
): Promise<ReadRules> {
  const countries = new Map(cases.map((one) => [one.clientId, one.clientCountry]));
  return readSendingRules(tx, accountId, today, (clientId) => countries.get(clientId)!);
}
