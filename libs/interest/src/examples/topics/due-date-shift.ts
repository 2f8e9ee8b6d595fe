import { addDays } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import type { Topic } from '../example.js';
import { needDay } from '../read-fields.js';

/** The day the law shifts a due date to. */
export const dueDateShift: Topic = ({ country, input }) => {
  const effective = effectiveDueOn(country, needDay(input, 'due_date'));
  return { effective_due_date: effective, first_interest_day: addDays(effective, 1) };
};
