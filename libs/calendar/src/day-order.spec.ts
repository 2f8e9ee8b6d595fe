import { expect, it } from '@jest/globals';
import {
  compareDays,
  isAfter,
  isBefore,
  isOnOrAfter,
  isOnOrBefore,
  maxDay,
  minDay,
} from './day-order.js';
import { localDate } from './local-date.js';

const [early, late] = [localDate('2026-09-30'), localDate('2026-10-01')];

it('tells which day comes first', () => {
  expect([compareDays(early, late), compareDays(late, early), compareDays(late, late)]).toEqual([
    -1, 1, 0,
  ]);
  expect([isBefore(early, late), isBefore(late, late), isBefore(late, early)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([isAfter(early, late), isAfter(late, late), isAfter(late, early)]).toEqual([
    false,
    false,
    true,
  ]);
});

it('counts the day itself as reached', () => {
  expect([isOnOrAfter(early, late), isOnOrAfter(late, late), isOnOrAfter(late, early)]).toEqual([
    false,
    true,
    true,
  ]);
  expect([isOnOrBefore(early, late), isOnOrBefore(late, late), isOnOrBefore(late, early)]).toEqual([
    true,
    true,
    false,
  ]);
});

it('picks the latest and the earliest day', () => {
  expect(maxDay(early)).toBe(early);
  expect(maxDay(early, late, early)).toBe(late);
  expect(minDay(late, early, late)).toBe(early);
  expect(minDay(late)).toBe(late);
});
