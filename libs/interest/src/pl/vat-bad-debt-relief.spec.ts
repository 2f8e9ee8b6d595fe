import { expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { badDebtRelief } from './vat-bad-debt-relief.js';

it('PL-41 PL-42 names the days of relief for a debt due on 31 March', () => {
  expect(badDebtRelief(localDate('2026-03-31'), localDate('2026-03-17'))).toEqual({
    seventyFifthDayOn: '2026-06-14',
    ninetiethDayOn: '2026-06-29',
    firstPeriod: '2026-06',
    // 25 July is a Saturday
    firstReturnOn: '2026-07-27',
    lastDayOn: '2029-12-31',
  });
});

it('PL-41 counts over the turn of a year, and from an agreed due date that was not shifted', () => {
  expect(badDebtRelief(localDate('2026-10-03'))).toMatchObject({
    ninetiethDayOn: '2027-01-01',
    firstPeriod: '2027-01',
    firstReturnOn: '2027-02-25',
  });
});
