import { expect, it } from 'vitest';
import {
  countOf,
  isCancellable,
  isOutboxTab,
  isRetriable,
  NOTICE_TONES,
  OUTBOX_TABS,
  type NoticeState,
} from './notice-states.js';

const counts = {
  awaiting_approval: 1,
  planned: 1,
  held: 2,
  claimed: 4,
  handing_over: 8,
  deferred: 16,
  sent: 32,
  refused: 64,
  unknown: 128,
  cancelled: 256,
};
const STATES = Object.keys(NOTICE_TONES) as NoticeState[];

it('puts every state into exactly one tab beside "all"', () => {
  const shown: NoticeState[] = Object.values(OUTBOX_TABS).flat();
  expect([...shown, 'to_do'].toSorted()).toEqual(STATES.toSorted());
});

it('counts what a tab holds, and everything under "all"', () => {
  expect(countOf('all', counts)).toBe(512);
  expect(countOf('attention', counts)).toBe(2 + 64 + 128);
  expect(countOf('waiting', counts)).toBe(1 + 4 + 8 + 16);
});

it('offers nothing for what a worker holds, has sent, or nobody knows about', () => {
  const untouchable = STATES.filter((state) => !isRetriable(state) && !isCancellable(state));
  expect(untouchable.toSorted()).toEqual([
    'awaiting_approval',
    'cancelled',
    'claimed',
    'handing_over',
    'sent',
    'unknown',
  ]);
});

it('takes only its own tabs from the address', () => {
  expect(isOutboxTab('sent')).toBe(true);
  expect(isOutboxTab('toString')).toBe(false);
  expect(isOutboxTab(undefined)).toBe(false);
});
