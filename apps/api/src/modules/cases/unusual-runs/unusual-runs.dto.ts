import { IsUUID, Matches } from 'class-validator';

import { Money } from '../../../platform/http/money.dto.js';

export class UnusualRunParams {
  @IsUUID()
  accountId: string;

  /** The run's day, `YYYY-MM-DD`. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  onDay: string;
}

/** A daily run whose notices wait for a person, and the figures that made it unusual. */
export class UnusualRunView {
  onDay: string;
  reasons: ('first-run' | 'many-cases' | 'large-sums')[];
  activeCases: number;
  movedCases: number;
  /** Its notices that still wait. */
  waitingNotices: number;
  /** What its notices ask for. */
  sums: Money[];
  /** The largest of the 30 runs before it. */
  usualSums: Money[];
}

export class UnusualRunList {
  items: UnusualRunView[];
}
