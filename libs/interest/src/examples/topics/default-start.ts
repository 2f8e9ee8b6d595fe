import { COUNTRIES } from '../../law/countries.js';
import { Refusal } from '../../law/refusal.js';
import type { Topic } from '../example.js';
import { countryOf } from '../read-claim.js';
import { firstDayIn, textIn } from '../read-fields.js';
import { refusedFields } from '../write-fields.js';

/** The start of delay without an agreed due date. */
export const defaultStart: Topic = (example) => {
  const { input } = example;
  const due = textIn(input, 'due');
  const start = COUNTRIES[countryOf(example)].defaultStart({
    isConsumer: textIn(input, 'debtor') === 'consumer',
    payableOn: due === 'immediately' ? null : firstDayIn(input, ['due', 'due_date']),
    invoiceReceivedOn: firstDayIn(input, ['invoice_received', 'demand_received']),
    performedOn: firstDayIn(input, ['performance_date', 'performance', 'performed', 'delivery']),
    remindedOn: firstDayIn(input, ['reminder_received', 'reminder_date', 'reminder_sent_on']),
    wasConsumerWarned: input['consumer_informed'] === true,
  });
  if (start instanceof Refusal) return refusedFields(start);
  return {
    thirtieth_day: start.lastDayOn,
    last_day_to_pay: start.lastDayOn,
    effective_due_date: start.lastDayOn,
    in_default_from: start.startsOn,
    interest_from: start.startsOn,
    first_interest_day: start.startsOn,
  };
};
