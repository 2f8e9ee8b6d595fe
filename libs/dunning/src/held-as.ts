import type { HoldCode } from './case-facts.js';
import type { HoldReason } from './decision.js';

const REASONS: Readonly<Record<HoldCode, HoldReason>> = {
  stop: 'held',
  reply: 'reply-unanswered',
  promise: 'promised',
  dispute: 'disputed',
  'credit-expected': 'credit-expected',
};

/** The reason a case says it waits for while a hold of this kind lasts. */
export function heldAs(code: HoldCode): HoldReason {
  return REASONS[code];
}
