/** Second entry point of the package: the holiday data is large, and the web app does without it. */
export { effectiveDueOn } from './effective-due-on.js';
export { isHoliday } from './public-holidays.js';
export { isWorkingDay, nextWorkingDay, workingDayFrom } from './working-day.js';
