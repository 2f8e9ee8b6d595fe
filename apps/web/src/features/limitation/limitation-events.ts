import type { LimitationEventBody } from '../../shared/api/schemas.js';

type Kind = LimitationEventBody['kind'];

/** What a person may record; those that last have an end of their own. */
export const EVENT_KINDS: readonly { readonly kind: Kind; readonly lasts: boolean }[] = [
  { kind: 'acknowledgement', lasts: false },
  { kind: 'part-payment', lasts: false },
  { kind: 'agreed-change', lasts: false },
  { kind: 'court-claim', lasts: true },
  { kind: 'enforcement', lasts: true },
  { kind: 'bankruptcy-filing', lasts: true },
  { kind: 'mediation', lasts: true },
  { kind: 'conciliation-summons', lasts: true },
];

export function doesLast(kind: Kind): boolean {
  return EVENT_KINDS.some((each) => each.kind === kind && each.lasts);
}
