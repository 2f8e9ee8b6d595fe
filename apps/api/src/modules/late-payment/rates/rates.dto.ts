import { Type } from 'class-transformer';
import { IsIn, IsISO8601, IsInt, IsString, Length, Matches, Max, Min } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { RATE_TABLES, type Publisher, type RateTableId } from './rate-tables.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A rate and the first day it holds. */
export class RateDay {
  @IsIn(RATE_TABLES)
  table: RateTableId;

  /** The first day the rate holds. */
  @Matches(DAY)
  @IsISO8601({ strict: true })
  validFrom: string;
}

export class ReferenceRateBody extends RateDay {
  /** Percent a year, e.g. "5.75"; below zero too. */
  @Matches(/^-?\d{1,2}(\.\d{1,6})?$/)
  annualPercent: string;

  /** Where the figure was published: an address, or what was read. */
  @IsString()
  @Length(3, 500)
  source: string;
}

export class TakeBackRateBody extends RateDay {
  @IsString()
  @Length(3, 500)
  reason: string;
}

export class ExchangeRateBody {
  @IsIn(['NBP', 'MNB'])
  publisher: Publisher;

  /** ISO 4217; the rate says what one unit of it costs. */
  @Matches(/^[A-Z]{3}$/)
  currency: string;

  @Matches(DAY)
  @IsISO8601({ strict: true })
  on: string;

  /** Units of the bank's own currency for one of the other, e.g. "4.3480". */
  @Matches(/^\d{1,6}(\.\d{1,8})?$/)
  rate: string;

  @IsString()
  @Length(3, 500)
  source: string;
}

export class ExchangeRateFilter {
  @Omittable()
  @IsIn(['NBP', 'MNB'])
  publisher?: Publisher;

  @Omittable()
  @Matches(/^[A-Z]{3}$/)
  currency?: string;

  /** Only rates of days before this one; the last one of a page asks for the next. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  before?: string;

  @Omittable()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}

export class RateRowView {
  validFrom: string;
  annualPercent: string;
  source: string;
  /** `product`: came with it. `bank`: read from the bank's own publication. */
  origin: 'product' | 'bank' | 'person' | 'command';
  /** Who added it; null unless a person did. */
  addedBy: string | null;
  addedAt: string | null;
}

/** A figure of a bank that was not taken over: a person decides. */
export class RateFindingView {
  /** `differs` from what is here, `jumps` too far from the one before, or `was-decided` otherwise by a person. */
  why: 'differs' | 'jumps' | 'was-decided';
  on: string;
  ours: string | null;
  theirs: string;
  /** Null for a reference rate. */
  currency: string | null;
}

/** How the newest look at a bank ended. */
export class RateLookView {
  lookedAt: string;
  /** `held`: something waits for a person. */
  outcome: 'agreed' | 'held' | 'failed';
  problem: string | null;
  /** Figures it brought. */
  added: number;
  findings: RateFindingView[];
  /** The last day on which the bank's figures were compared and none was left open. */
  agreedOn: string | null;
}

export class RateTableView {
  table: RateTableId;
  name: string;
  moves: 'steps' | 'half-years';
  /** After this day nobody knows the rate, and claims stop. */
  knownThrough: string;
  /** Rates of later days are used, but nobody has looked whether a newer decision exists. */
  confirmedThrough: string;
  /** The next 1 January or 1 July whose rate is not known; it may lie in the past. */
  missingFrom: string;
  /** Days until claims stop; null where it has happened. */
  daysLeft: number | null;
  /** Newest first. */
  rows: RateRowView[];
  /** Null where no bank is asked. */
  look: RateLookView | null;
}

export class ExchangeFeedView {
  publisher: Publisher;
  /** The bank's own currency. */
  currency: string;
  /** The newest day with a rate of the euro; null for none. */
  newestOn: string | null;
  look: RateLookView | null;
}

export class RatesView {
  tables: RateTableView[];
  exchange: ExchangeFeedView[];
}

export class ExchangeRateView {
  publisher: Publisher;
  currency: string;
  /** The bank's own currency. */
  into: string;
  on: string;
  rate: string;
  source: string;
  origin: 'product' | 'bank' | 'person' | 'command';
}

export class ExchangeRatePage {
  items: ExchangeRateView[];
  /** Ask with `before` for the next page; null on the last one. */
  nextCursor: string | null;
}
