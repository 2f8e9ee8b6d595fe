import { Type } from 'class-transformer';
import { IsInt, Matches, Max, MaxLength, Min } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';

export class ForecastQueryParams {
  /** How many days are looked ahead. */
  @Omittable()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(120)
  days?: number;
}

export class ForecastDayParams extends ForecastQueryParams {
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  on: string;

  @Omittable()
  @MaxLength(500)
  cursor?: string;
}

export class ForecastStageCount {
  stageKey: string;
  notices: number;
}

export class ForecastDay {
  on: string;
  notices: number;
  clients: number;
  byStage: ForecastStageCount[];
  /** What the notices of the day speak of. */
  totals: Money[];
}

/** What would leave on which day, if nothing is paid and every notice is accepted. */
export class ForecastView {
  /** Off: nothing of it leaves until an admin switches it on. */
  isAutomaticSending: boolean;
  /** The day of the first run that is looked at. */
  from: string;
  until: string;
  /** Days on which nothing leaves are left out. */
  days: ForecastDay[];
  notices: number;
  clients: number;
}

export class ForecastRowClient {
  id: string;
  name: string;
}

export class ForecastRow {
  client: ForecastRowClient;
  caseId: string;
  number: string;
  stageKey: string;
  audience: 'client' | 'staff';
  amount: Money;
}

export class ForecastRowPage {
  items: ForecastRow[];
  nextCursor: string | null;
}
