import type { SenderHealthDay } from '../../shared/api/schemas.js';
import type { Tone } from '../../shared/ui/tone.js';

/** In the order of a bar, from its foot. */
export const OUTCOMES = ['accepted', 'delayed', 'refused', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_TONES: Readonly<Record<Outcome, Tone>> = {
  accepted: 'good',
  delayed: 'warning',
  refused: 'danger',
  unknown: 'info',
};

export const totalOf = (day: SenderHealthDay): number =>
  OUTCOMES.reduce((sum, outcome) => sum + day[outcome], 0);

/** The figures of all days together. */
export const sumOf = (days: readonly SenderHealthDay[]): Record<Outcome, number> =>
  Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, days.reduce((sum, day) => sum + day[outcome], 0)]),
  ) as Record<Outcome, number>;
