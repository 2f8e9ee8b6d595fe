import { expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import type { LimitationClaim, LimitationEvent } from '../law/limitation.js';
import { limitation } from './limitation.js';

const event = (
  kind: LimitationEvent['kind'],
  on: string,
  endedOn: string | null = null,
): LimitationEvent => ({
  kind,
  on: localDate(on),
  endedOn: endedOn === null ? null : localDate(endedOn),
});
const lastDay = (claim: LimitationClaim, dueOn: string, ...events: LimitationEvent[]) =>
  limitation({ claim, dueOn: localDate(dueOn), events }).lastDayOn;

it.each<[LimitationClaim, string, string]>([
  ['sale', '2025-03-15', '2027-12-31'],
  ['business', '2022-10-14', '2025-12-31'],
  ['court-title', '2020-02-29', '2026-12-31'],
])('PL-31 PL-32 a claim of %s due on %s ends with the year: %s', (claim, dueOn, last) => {
  expect(lastDay(claim, dueOn)).toBe(last);
});

it('PL-32 leaves a period of one year where it ends', () => {
  expect(lastDay('carriage', '2025-03-14')).toBe('2026-03-14');
});

it('PL-32 knew no end of year before July 2018', () => {
  expect(lastDay('business', '2015-07-08')).toBe('2018-07-08');
  expect(lastDay('business', '2015-07-09')).toBe('2018-12-31');
});

it('PL-33 starts anew with an acknowledgement, and takes no notice of a demand', () => {
  const due = '2022-10-14';
  expect(lastDay('business', due, event('demand', '2024-02-01'))).toBe('2025-12-31');
  expect(lastDay('business', due, event('acknowledgement', '2024-02-01'))).toBe('2027-12-31');
  expect(lastDay('business', due, event('part-payment', '2025-12-31'))).toBe('2028-12-31');
});

it('PL-33 is not brought back by an acknowledgement that comes too late', () => {
  expect(lastDay('business', '2022-10-14', event('acknowledgement', '2026-01-01'))).toBe(
    '2025-12-31',
  );
});

it('PL-33 does not end while a court is at it, and runs anew afterwards', () => {
  const due = '2022-10-14';
  expect(lastDay('business', due, event('court-claim', '2025-06-01'))).toBeNull();
  expect(lastDay('business', due, event('court-claim', '2025-06-01', '2026-03-01'))).toBe(
    '2029-12-31',
  );
});

it('PL-34 only stops for mediation since mid-2022, and started anew before', () => {
  const old = event('mediation', '2022-06-29', '2022-07-29');
  const now = event('mediation', '2022-06-30', '2022-07-30');
  expect(lastDay('carriage', '2022-01-10', old)).toBe('2023-07-29');
  expect(lastDay('carriage', '2022-01-10', now)).toBe('2023-02-09');
});
