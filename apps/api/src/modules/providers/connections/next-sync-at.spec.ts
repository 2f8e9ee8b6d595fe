import { expect, it } from '@jest/globals';

import { nextSyncAt } from './next-sync-at.js';

const hours = { timeZone: 'Europe/Warsaw', from: '06:00', until: '20:00', everyMinutes: 120 };
const next = (last: string | null, now: string) =>
  nextSyncAt(hours, last === null ? null : new Date(last), new Date(now)).toISOString();

it('is so many minutes after the last one began', () => {
  expect(next('2026-06-01T08:00:00Z', '2026-06-01T08:10:00Z')).toBe('2026-06-01T10:00:00.000Z');
});

it('is now when it is overdue, or when there never was one', () => {
  expect(next('2026-06-01T05:00:00Z', '2026-06-01T09:10:00Z')).toBe('2026-06-01T09:10:00.000Z');
  expect(next(null, '2026-06-01T09:10:00Z')).toBe('2026-06-01T09:10:00.000Z');
});

it("waits for the morning, by the account's own clock", () => {
  expect(next('2026-06-01T16:30:00Z', '2026-06-01T16:40:00Z')).toBe('2026-06-02T04:00:00.000Z');
  expect(next(null, '2026-06-01T01:00:00Z')).toBe('2026-06-01T04:00:00.000Z');
});

it('keeps to the wall clock when summer time begins and ends', () => {
  expect(next('2026-03-28T18:30:00Z', '2026-03-28T18:40:00Z')).toBe('2026-03-29T04:00:00.000Z');
  expect(next('2026-10-24T17:30:00Z', '2026-10-24T17:40:00Z')).toBe('2026-10-25T05:00:00.000Z');
});

it('is when a run that failed comes back, earlier or later than the schedule', () => {
  const comesBack = (retry: string) =>
    nextSyncAt(
      hours,
      new Date('2026-06-01T08:00:00Z'),
      new Date('2026-06-01T08:10:00Z'),
      new Date(retry),
    ).toISOString();
  expect(comesBack('2026-06-01T08:12:00Z')).toBe('2026-06-01T08:12:00.000Z');
  expect(comesBack('2026-06-01T12:00:00Z')).toBe('2026-06-01T12:00:00.000Z');
});
