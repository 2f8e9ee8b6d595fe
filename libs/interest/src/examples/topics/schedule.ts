import { addDays, type LocalDate } from '@invoicetracker/calendar';
import { effectiveDueOn, nextWorkingDay, workingDayFrom } from '@invoicetracker/calendar/holidays';
import { NotSupported, type Topic } from '../example.js';
import { needDay, needWhole } from '../read-fields.js';

/**
 * The days of steps at so many days from a due date. In a country they count from the due date the law
 * shifts to, fall on working days, and keep the working days between them that are asked for.
 */
export const schedule: Topic = ({ country, input }) => {
  const dueOn = needDay(input, 'due_date');
  const offsets = input['offsets'];
  if (!Array.isArray(offsets) || !offsets.every(Number.isInteger)) {
    throw new NotSupported('"offsets" is no list of whole days');
  }
  const days = offsets as readonly number[];
  if (country === '-') return { dates: days.map((offset) => addDays(dueOn, offset)) };
  const gapDays =
    input['min_gap_working_days'] === undefined ? 0 : needWhole(input, 'min_gap_working_days');
  return { dates: onWorkingDays(country, effectiveDueOn(country, dueOn), days, gapDays) };
};

function onWorkingDays(
  country: string,
  effective: LocalDate,
  offsets: readonly number[],
  gapDays: number,
): readonly LocalDate[] {
  const dates: LocalDate[] = [];
  for (const offset of offsets) {
    const planned = workingDayFrom(country, addDays(effective, offset));
    const before = dates.at(-1);
    const earliest = before === undefined ? planned : workingDaysLater(country, before, gapDays);
    dates.push(planned < earliest ? earliest : planned);
  }
  return dates;
}

function workingDaysLater(country: string, day: LocalDate, count: number): LocalDate {
  let later = day;
  for (let step = 0; step < count; step += 1) later = nextWorkingDay(country, later);
  return later;
}
