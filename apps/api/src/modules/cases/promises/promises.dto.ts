import { IntersectionType } from '#describe';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';
import { CaseRef, ClientRef } from '../place.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class InstalmentBody {
  @Matches(DAY)
  @IsISO8601({ strict: true })
  on: string;

  /** In the currency of the invoice, e.g. "100.50". */
  @Matches(/^\d{1,13}(\.\d{1,3})?$/)
  amount: string;
}

export class PromiseBody {
  /** In the order of their days; one where the client pays all at once. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(24)
  @ValidateNested({ each: true })
  @Type(() => InstalmentBody)
  instalments: InstalmentBody[];

  /** Days after an instalment's day until the plan is broken, where that is later than the working day of tolerance. */
  @Omittable()
  @IsInt()
  @Min(0)
  @Max(30)
  graceDays?: number;

  @Omittable()
  @IsString()
  @MaxLength(500)
  note?: string;
}

export class InstalmentView {
  on: string;
  amount: Money;
  /** How much of it is here. */
  paid: Money;
}

export class PromiseView {
  id: string;
  state: 'open' | 'kept' | 'part-kept' | 'broken' | 'replaced' | 'withdrawn' | 'void';
  amount: Money;
  received: Money;
  instalments: InstalmentView[];
  /** Without more money the promise is broken on this day. */
  breaksOn: string;
  /** Days after an instalment's day until it is broken; 0: the usual tolerance of a working day. */
  graceDays: number;
  note: string;
  source: 'person' | 'reply';
  madeOn: string;
  /** The name of the person who wrote it down. */
  madeBy: string | null;
  endedOn: string | null;
}

export class PromiseExportFilter {
  /** Those still to come, by their next day; or those that were broken or kept in part, or kept, the last first. */
  @IsOptional()
  @IsIn(['open', 'broken', 'kept'])
  state: 'open' | 'broken' | 'kept' = 'open';

  @Omittable()
  @IsUUID()
  client?: string;

  /** The first day of interest: of the next instalment, or of the end. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  from?: string;

  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  to?: string;
}

export class PromiseListFilter extends IntersectionType(PromiseExportFilter, PageQuery) {}

export class PromiseRow {
  id: string;
  case: CaseRef;
  client: ClientRef;
  state: 'open' | 'kept' | 'part-kept' | 'broken';
  amount: Money;
  received: Money;
  /** What is open on the invoice now. */
  balance: Money;
  /** The day of the instalment that is awaited, or was missed. */
  nextOn: string;
  nextAmount: Money;
  breaksOn: string;
  instalments: number;
  graceDays: number;
  note: string;
  madeOn: string;
  endedOn: string | null;
}

export class PromisePage {
  items: PromiseRow[];
  nextCursor: string | null;
}

export class PromisesWithdrawBody {
  /** Ids of open promises. Those that have ended meanwhile are left alone. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  promiseIds: string[];
}
