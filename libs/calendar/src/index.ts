export {
  compareDays,
  isAfter,
  isBefore,
  isOnOrAfter,
  isOnOrBefore,
  maxDay,
  minDay,
} from './day-order.js';
export { instantAt } from './instant-at.js';
export {
  addDays,
  daysBetween,
  FIRST_DAY,
  InvalidDay,
  isLocalDate,
  LAST_DAY,
  localDate,
  weekday,
  type LocalDate,
} from './local-date.js';
export {
  InvalidTimeOfDay,
  isTimeOfDay,
  isWithinHours,
  timeOfDay,
  type Hours,
  type TimeOfDay,
} from './time-of-day.js';
export { dayIn, isTimeZone, timeIn, UnknownTimeZone } from './time-zone.js';
