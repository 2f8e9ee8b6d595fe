import {
  IsIn,
  IsInt,
  IsISO8601,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

import { Money } from '../../../platform/http/money.dto.js';
import { Omittable } from '../../../platform/http/omittable.js';
import { LawRule } from '../claims.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const KINDS = [
  'acknowledgement',
  'part-payment',
  'agreed-change',
  'court-claim',
  'enforcement',
  'bankruptcy-filing',
  'mediation',
  'conciliation-summons',
] as const;
type Kind = (typeof KINDS)[number];

export class LimitationParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  caseId: string;
}

export class LimitationEventParams extends LimitationParams {
  @IsUUID()
  limitationEventId: string;
}

export class LimitationEventBody {
  /** What happened to the claim. A demand alone changes nothing, so there is none. */
  @IsIn(KINDS)
  kind: Kind;

  @Matches(DAY)
  @IsISO8601({ strict: true })
  on: string;

  /** When a proceeding ended; left out while it goes on, or where nothing lasts. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  endedOn?: string;

  /** Where it stands: file number, mail, agreement. */
  @IsString()
  @MaxLength(1000)
  note: string;
}

export class LimitationEventView {
  id: string;
  kind: Kind;
  on: string;
  endedOn: string | null;
  note: string;
  /** False where the law gives it no effect, or it came too late. */
  isEffective: boolean;
}

export class LimitationView {
  /** `unknown`: the law of the account is silent, or an event is not covered by it. */
  state: 'running' | 'soon' | 'lapsed' | 'stopped' | 'unknown';
  law: 'PL' | 'HU' | 'DE' | 'EU' | null;
  dueOn: string;
  /** The day the law moves the due date to, where it falls on a day off. */
  legalDueOn: string;
  /** The last day to sue; null while a proceeding stops the period, and where it is not known. */
  lastDayOn: string | null;
  daysLeft: number | null;
  /** False for a consumer's time-barred debt where the law forbids demanding it. */
  mayBeDemanded: boolean;
  /** Why it is not known; null otherwise. */
  detail: string | null;
  rules: LawRule[];
  events: LimitationEventView[];
}

export class LimitationRow {
  caseId: string;
  number: string;
  clientName: string;
  balance: Money;
  dueOn: string;
  lastDayOn: string;
  daysLeft: number;
}

export class LimitationPage {
  /** Open claims that lapse within the account's warning, and those that have; the earliest first. */
  items: LimitationRow[];
  /** How many there are in all. */
  total: number;
  nextCursor: string | null;
  warnDays: number;
}

export class LimitationSettingsBody {
  /** What the account's claims come from, where the period depends on it: selling things, other business, carriage. */
  @IsIn(['sale', 'business', 'carriage'])
  claim: 'sale' | 'business' | 'carriage';

  /** How many days before the last one people are warned. */
  @IsInt()
  @Min(1)
  @Max(730)
  warnDays: number;
}

export class LimitationSettingsView extends LimitationSettingsBody {
  version: number;
}
