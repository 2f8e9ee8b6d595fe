import { localDate } from '@invoicetracker/calendar';
import { expect, it } from '@jest/globals';

import { findDays } from './find-day.js';

/** a Wednesday */
const ON = localDate('2026-06-10');

it.each([
  ['15.06.2026', '2026-06-15'],
  ['15. 06. 2026', '2026-06-15'],
  ['15.06.26', '2026-06-15'],
  ['2026-06-15', '2026-06-15'],
  ['2026. 06. 15-ig', '2026-06-15'],
  ['do 15.06', '2026-06-15'],
  ['am 15.6.', '2026-06-15'],
  ['15 czerwca', '2026-06-15'],
  ['15. Juni 2027', '2027-06-15'],
  ['June 15th', '2026-06-15'],
  ['the 15th of June', '2026-06-15'],
  ['június 15-ig', '2026-06-15'],
  ['3 stycznia', '2026-01-03'],
  ['do piątku', '2026-06-12'],
  ['w środę', '2026-06-17'],
  ['until Monday', '2026-06-15'],
  ['bis Freitag', '2026-06-12'],
  ['péntekig', '2026-06-12'],
  ['jutro', '2026-06-11'],
  ['übermorgen', '2026-06-12'],
  ['holnapután', '2026-06-12'],
  ['in 5 Tagen', '2026-06-15'],
  ['within 5 business days', '2026-06-15'],
  ['5 munkanapon belül', '2026-06-15'],
  ['do końca tygodnia', '2026-06-12'],
  ['a hónap végéig', '2026-06-30'],
])('%s is %s', (text, day) => {
  expect(findDays(text, ON).map((found) => found.day)).toEqual([day]);
});

it.each([
  '31.02.2026',
  '12345.67',
  '1.234,56 zł',
  '12/2026/07/A',
  'tel. 22 123 45 67',
  'FV 3/06/2026-X9',
  '99.99',
])('no day is in %s', (text) => {
  expect(findDays(text, ON)).toEqual([]);
});

it('turns a date without a year to the year that lies nearest', () => {
  expect(findDays('3.01', localDate('2026-12-20'))[0]?.day).toBe('2027-01-03');
  expect(findDays('20.12', localDate('2027-01-03'))[0]?.day).toBe('2026-12-20');
});
