import { IntersectionType } from '#describe';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';
import { CaseRef, ClientRef } from '../place.dto.js';

/** Where the product learned of a payment. */
const SOURCES = ['provider', 'bank', 'manual'] as const;
export type LearnedFrom = (typeof SOURCES)[number];

export class FalseReminderPeriod {
  /** Days looked back, today included. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(366)
  days: number = 90;
}

export class FalseReminderFilter extends IntersectionType(FalseReminderPeriod, PageQuery) {
  @Omittable()
  @Matches(/^[a-z0-9][a-z0-9-]{0,59}$/)
  stage?: string;

  @Omittable()
  @IsIn(SOURCES)
  source?: LearnedFrom;
}

export class FalseReminderStage {
  stageKey: string;
  /** Invoices reminded of at this stage. */
  sent: number;
  /** Those of them that had been paid by then. */
  crossed: number;
}

export class FalseReminderSource {
  source: LearnedFrom;
  crossed: number;
}

export class FalseReminderRates {
  from: string;
  to: string;
  sent: number;
  crossed: number;
  byStage: FalseReminderStage[];
  bySource: FalseReminderSource[];
}

export class FalseReminderRow {
  case: CaseRef;
  client: ClientRef;
  noticeId: string;
  stageKey: string;
  sentOn: string;
  /** The day the money came. */
  paidOn: string;
  /** When the product learned of it. */
  learnedAt: string;
  source: LearnedFrom;
}

export class FalseReminderPage {
  items: FalseReminderRow[];
  nextCursor: string | null;
}
