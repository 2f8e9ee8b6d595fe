import type { DeliveryView, NoticeCounts, NoticeRow } from '../../shared/api/schemas.js';
import type { Tone } from '../../shared/ui/tone.js';

export type NoticeState = NoticeRow['state'];

/** The colour a notice's state is shown in. */
export const NOTICE_TONES: Readonly<Record<NoticeState, Tone>> = {
  awaiting_approval: 'warning',
  planned: 'info',
  claimed: 'info',
  handing_over: 'info',
  deferred: 'warning',
  held: 'warning',
  sent: 'good',
  refused: 'danger',
  unknown: 'danger',
  cancelled: 'quiet',
  to_do: 'warning',
};

export const DELIVERY_TONES: Readonly<Record<DeliveryView['state'], Tone>> = {
  planned: 'info',
  handing_over: 'info',
  deferred: 'warning',
  accepted: 'good',
  refused: 'danger',
  unknown: 'danger',
  skipped: 'quiet',
  bounced: 'danger',
  misdirected: 'danger',
};

/** The tabs of the outbox: what belongs together for the reader, not one tab for each technical state. What waits for a person's hands has lists of its own. */
export const OUTBOX_TABS = {
  all: [],
  approval: ['awaiting_approval'],
  attention: ['held', 'refused', 'unknown'],
  waiting: ['planned', 'claimed', 'handing_over', 'deferred'],
  sent: ['sent'],
  cancelled: ['cancelled'],
} as const satisfies Readonly<Record<string, readonly NoticeState[]>>;
export type OutboxTab = keyof typeof OUTBOX_TABS;

export const isOutboxTab = (value: unknown): value is OutboxTab =>
  typeof value === 'string' && Object.hasOwn(OUTBOX_TABS, value);

/** How many notices a tab holds. */
export function countOf(tab: OutboxTab, counts: NoticeCounts): number {
  const states: readonly NoticeState[] = OUTBOX_TABS[tab];
  return (Object.keys(counts) as (keyof NoticeCounts)[])
    .filter((state) => states.length === 0 || states.includes(state))
    .reduce((sum, state) => sum + counts[state], 0);
}

/** True while a worker or the clock will move the notice on, so that looking again is worth it. */
export const isMoving = (state: NoticeState | undefined): boolean =>
  state === 'planned' || state === 'claimed' || state === 'handing_over';

/** What a person may do with a notice in this state. */
export const isRetriable = (state: NoticeState): boolean =>
  state === 'refused' || state === 'deferred' || state === 'held';
export const isCancellable = (state: NoticeState): boolean =>
  state === 'planned' || state === 'to_do' || isRetriable(state);
