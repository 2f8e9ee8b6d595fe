import { addDays } from '@invoicetracker/calendar';
import { NotSupported, type Topic } from '../example.js';
import { needDay } from '../read-fields.js';

/** The days of steps at so many days from a due date. */
export const schedule: Topic = ({ input }) => {
  const dueOn = needDay(input, 'due_date');
  const offsets = input['offsets'];
  if (!Array.isArray(offsets) || !offsets.every(Number.isInteger)) {
    throw new NotSupported('"offsets" is no list of whole days');
  }
  return { dates: (offsets as readonly number[]).map((offset) => addDays(dueOn, offset)) };
};
