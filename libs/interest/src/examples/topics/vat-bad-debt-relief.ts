import { dayIn, needDay } from '../read-fields.js';
import { badDebtRelief } from '../../pl/vat-bad-debt-relief.js';
import type { Topic } from '../example.js';

/** The days of Polish VAT relief for bad debts. */
export const vatBadDebtRelief: Topic = ({ input }) => {
  const dueOn = needDay(input, 'due_date');
  const relief = badDebtRelief(dueOn, dayIn(input, 'invoice_date') ?? dueOn);
  return {
    seventy_fifth_day: relief.seventyFifthDayOn,
    ninetieth_day: relief.ninetiethDayOn,
    first_relief_period: relief.firstPeriod,
    first_return_due: relief.firstReturnOn,
    last_day: relief.lastDayOn,
  };
};
