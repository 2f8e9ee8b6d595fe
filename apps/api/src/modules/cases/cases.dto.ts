import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';

import { Omittable } from '../../platform/http/omittable.js';
import { Money } from '../../platform/http/money.dto.js';
import { PageQuery } from '../../platform/http/page-query.dto.js';
import { HoldView } from './holds/holds.dto.js';
import { ClientRef } from './place.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SORT = /^-?(daysPastDue|number|amount|client|nextOn|closedOn)$/;

export class CaseListFilter extends PageQuery {
  @IsOptional()
  @IsIn(['active', 'closed'])
  state: 'active' | 'closed' = 'active';

  /** Stage keys separated by commas; `none` for cases before their first stage. */
  @Omittable()
  @IsString()
  @Matches(/^[a-z0-9-]{1,60}(,[a-z0-9-]{1,60}){0,19}$/)
  stage?: string;

  @Omittable()
  @IsUUID()
  client?: string;

  /** e.g. "100" or "100.50", compared with the balance. */
  @Omittable()
  @Matches(/^\d{1,13}(\.\d{1,3})?$/)
  minAmount?: string;

  @Omittable()
  @Matches(/^\d{1,13}(\.\d{1,3})?$/)
  maxAmount?: string;

  @Omittable()
  @Matches(/^[A-Z]{3}$/)
  currency?: string;

  @Omittable()
  @Type(() => Number)
  @IsInt()
  @Min(-3650)
  @Max(36500)
  minDaysPastDue?: number;

  @Omittable()
  @Type(() => Number)
  @IsInt()
  @Min(-3650)
  @Max(36500)
  maxDaysPastDue?: number;

  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  dueFrom?: string;

  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  dueTo?: string;

  /** Cases whose next step falls on this day or earlier. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  nextUntil?: string;

  /** Part of a number, a name, a tax number or an e-mail address. */
  @Omittable()
  @IsString()
  @Length(1, 100)
  q?: string;

  /** One of daysPastDue, number, amount, client, nextOn (active), closedOn (closed); a minus in front turns it round. */
  @Omittable()
  @Matches(SORT)
  sort?: string;

  /** Also count all rows that match, up to 10,000. */
  @Omittable()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  total?: boolean;
}

export class CaseRow {
  id: string;
  invoiceId: string;
  number: string;
  client: ClientRef;
  balance: Money;
  gross: Money;
  dueOn: string;
  daysPastDue: number;
  stageKey: string | null;
  state: 'active' | 'closed';
  closedReason: string | null;
  closedOn: string | null;
  nextOn: string | null;
  nextStageKey: string | null;
  /** Why the next step is when it is. */
  nextReason: string | null;
  isReadyForHandOver: boolean;
  /** Of all that stops its reminders today what lasts longest. */
  hold: HoldView | null;
}

export class CasePage {
  items: CaseRow[];
  nextCursor: string | null;
  /** Only when asked for. */
  total: number | null;
  /** There are more than `total`. */
  isTotalCapped: boolean;
}

export class CaseParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  caseId: string;
}
