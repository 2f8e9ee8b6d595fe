import { addDays, localDate, type LocalDate } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import { endOfYear, yearsLater } from '../law/years-later.js';

const WARN_DAYS = 75;
const RELIEF_DAYS = 90;
const LIMIT_YEARS = 3;

/** The days of VAT relief for a bad debt, counted from the agreed due date. */
export interface BadDebtRelief {
  /** a good day to look at the debt again */
  readonly seventyFifthDayOn: LocalDate;
  readonly ninetiethDayOn: LocalDate;
  /** the month whose return may take the relief first: "2026-06" */
  readonly firstPeriod: string;
  /** the day that return is due, on which the debt must still be unpaid and unsold */
  readonly firstReturnOn: LocalDate;
  /** the last day relief may be taken; its three years are recalled, not read */
  readonly lastDayOn: LocalDate;
}

/** PL-41, PL-42: relief for the creditor from the ninetieth day on. */
export function badDebtRelief(dueOn: LocalDate, issuedOn: LocalDate = dueOn): BadDebtRelief {
  const ninetiethDayOn = addDays(dueOn, RELIEF_DAYS);
  return {
    seventyFifthDayOn: addDays(dueOn, WARN_DAYS),
    ninetiethDayOn,
    firstPeriod: ninetiethDayOn.slice(0, 7),
    firstReturnOn: effectiveDueOn('PL', twentyFifthOfNextMonth(ninetiethDayOn)),
    lastDayOn: yearsLater(endOfYear(issuedOn), LIMIT_YEARS),
  };
}

/** VAT returns are due on the 25th of the month after their period. */
function twentyFifthOfNextMonth(day: LocalDate): LocalDate {
  const inNextMonth = addDays(localDate(`${day.slice(0, 7)}-28`), 5);
  return localDate(`${inNextMonth.slice(0, 7)}-25`);
}
