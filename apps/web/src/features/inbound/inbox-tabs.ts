import type { InboundMailRow } from '../../shared/api/schemas.js';
import type { Tone } from '../../shared/ui/tone.js';

/** The tabs of the inbox, and what each asks the server for. */
export const INBOX_TABS = {
  open: { state: 'open' },
  reply: { kind: 'reply' },
  bounce: { kind: 'bounce' },
  'auto-reply': { kind: 'auto-reply' },
} as const;
export type InboxTab = keyof typeof INBOX_TABS;

export const isInboxTab = (value: unknown): value is InboxTab =>
  typeof value === 'string' && Object.hasOwn(INBOX_TABS, value);

type Intent = InboundMailRow['intents'][number]['kind'];

/** How grave what somebody says is for the firm. */
export const INTENT_TONES: Readonly<Record<Intent, Tone>> = {
  insolvency: 'danger',
  complaint: 'danger',
  stop: 'danger',
  dispute: 'warning',
  'wrong-person': 'warning',
  'asks-for-instalments': 'info',
  'asks-for-time': 'info',
  'says-paid': 'info',
  promise: 'good',
  absent: 'quiet',
};

/** The word for a mail's kind: a report that says "still trying" is no bounce to the reader. */
export const kindOf = ({ kind, isFinal }: Pick<InboundMailRow, 'kind' | 'isFinal'>): string =>
  kind === 'bounce' && isFinal === false ? 'delay' : kind;
