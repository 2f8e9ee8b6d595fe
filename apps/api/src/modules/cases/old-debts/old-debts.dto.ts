import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';

export const ENTRIES = ['from-first-stage', 'up-to-stage', 'statement', 'hold'] as const;

export class OldDebtsParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  connectionId: string;
}

export class OldDebtChoice {
  /** How old a debt was on the day of the first sync: 1 up to 30 days past due, 2 up to 60, 3 up to 90, 4 more. */
  @IsInt()
  @Min(1)
  @Max(4)
  ageBand: number;

  /** From the first stage on, up to a stage, one statement and no stages, or nothing. */
  @IsIn(ENTRIES)
  entry: 'from-first-stage' | 'up-to-stage' | 'statement' | 'hold';

  /** Of `up-to-stage`: the last stage that goes by itself. */
  @Omittable()
  @Matches(/^[a-z0-9-]{1,60}$/)
  upToStageKey?: string;
}

export class OldDebtChoices {
  /** One for each age band. */
  @IsArray()
  @ArrayMinSize(4)
  @ArrayMaxSize(4)
  @ValidateNested({ each: true })
  @Type(() => OldDebtChoice)
  choices: OldDebtChoice[];
}

export class OldDebtDayQuery {
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  on: string;

  @Omittable()
  @Matches(/^[\w-]{1,400}$/)
  cursor?: string;
}

export class OldDebtBand {
  ageBand: number;
  cases: number;
  clients: number;
  totals: Money[];
}

export class OldDebtCapStage {
  key: string;
  offsetDays: number;
}

export class OldDebtsView {
  connectionId: string;
  connectionName: string;
  provider: string;
  /** `reading`: the first sync is not done. `nothing-old`: it brought no debt that was overdue already. */
  state: 'reading' | 'waiting' | 'released' | 'nothing-old';
  /** Nobody has answered yet for the reminders the provider sends by itself. */
  isWaitingForOwnReminders: boolean;
  firstSyncedOn: string | null;
  /** What is in force; none before the first decision. */
  choices: OldDebtChoice[];
  decidedAt: string | null;
  decidedBy: string | null;
  /** The old debts that are still open. */
  bands: OldDebtBand[];
  /** Stages that can be chosen as the last one to go by itself. */
  capStages: OldDebtCapStage[];
  isAutomaticSending: boolean;
  version: number;
}

export class OldDebtStageCount {
  stageKey: string;
  notices: number;
}

export class OldDebtDay {
  on: string;
  notices: number;
  clients: number;
  byStage: OldDebtStageCount[];
  /** What the notices of the day speak of. */
  totals: Money[];
}

export class OldDebtCalendar {
  /** The day of the first run that would send by these choices. */
  from: string;
  /** The last day that was looked at. */
  until: string;
  /** Days on which nothing leaves are left out. */
  days: OldDebtDay[];
  notices: number;
  clients: number;
  /** Cases of the connection of which nothing is heard in that time. */
  silentCases: number;
  silentTotals: Money[];
}

export class OldDebtRowClient {
  id: string;
  name: string;
}

export class OldDebtRow {
  client: OldDebtRowClient;
  caseId: string;
  number: string;
  stageKey: string;
  audience: 'client' | 'staff';
  amount: Money;
}

export class OldDebtRowPage {
  items: OldDebtRow[];
  nextCursor: string | null;
}
