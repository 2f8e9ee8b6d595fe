import { expect, it } from '@jest/globals';
import { InvalidTimeOfDay, isTimeOfDay, isWithinHours, timeOfDay } from './time-of-day.js';

it.each(['00:00', '09:30', '23:59', '24:00'])('%s is a time of day', (text) => {
  expect(timeOfDay(text)).toBe(text);
});

it.each(['9:30', '24:01', '12:60', '12:00:00', '', 'noon', '12:00\n'])(
  '%j is not a time of day',
  (text) => {
    expect(isTimeOfDay(text)).toBe(false);
    expect(() => timeOfDay(text)).toThrow(InvalidTimeOfDay);
  },
);

it.each([
  ['08:00', '16:00', '07:59', false],
  ['08:00', '16:00', '08:00', true],
  ['08:00', '16:00', '15:59', true],
  ['08:00', '16:00', '16:00', false],
  ['22:00', '06:00', '23:30', true],
  ['22:00', '06:00', '05:59', true],
  ['22:00', '06:00', '06:00', false],
  ['22:00', '06:00', '21:59', false],
  ['00:00', '24:00', '00:00', true],
  ['00:00', '24:00', '23:59', true],
  ['12:00', '12:00', '12:00', false],
])('hours from %s until %s at %s: open is %p', (from, until, time, isOpen) => {
  expect(isWithinHours({ from, until }, time)).toBe(isOpen);
});

it('does not guess at malformed hours', () => {
  expect(() => isWithinHours({ from: '8:00', until: '16:00' }, '10:00')).toThrow(InvalidTimeOfDay);
});
