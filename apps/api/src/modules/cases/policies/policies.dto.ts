import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO4217CurrencyCode,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';

const RELEASE_MODES = ['active', 'draft', 'off'] as const;
type ReleaseMode = (typeof RELEASE_MODES)[number];

export class MinimumAmount {
  /** In the currency's own number of places, e.g. "10.00". */
  @Matches(/^\d{1,12}(\.\d{1,3})?$/)
  amount: string;

  /** ISO 4217 */
  @IsISO4217CurrencyCode()
  currency: string;
}

/**
 * What a stage sends along: each invoice as its provider prints it, what is open with the client as a PDF, and a code that
 * banking apps read.
 */
const ATTACHMENTS = ['invoice-pdf', 'statement', 'payment-code'] as const;
type SentAlong = (typeof ATTACHMENTS)[number];

const LATE_CHARGES = ['left-out', 'mentioned', 'claimed'] as const;
type LateCharge = (typeof LATE_CHARGES)[number];

export class StageBody {
  /** A shipped stage, or one modelled on it: `demand`, `demand-2`. Its text hangs on it. */
  @Matches(/^[a-z0-9-]{1,60}$/)
  key: string;

  /** What the account calls it in every plan that has it; null for its usual name. Left out: as it was. */
  @IsOptional()
  @Length(1, 60)
  name?: string | null;

  /** Days from the due date; negative before it. */
  @IsInt()
  @Min(-60)
  @Max(365)
  offsetDays: number;

  @IsBoolean()
  isEnabled: boolean;

  /** Whom the stage writes to. */
  @IsIn(['client', 'staff'])
  audience: 'client' | 'staff';

  /** How it reaches its reader; a letter is posted, and a task done, by a person. Left out: as it was. */
  @Omittable()
  @IsIn(['email', 'letter', 'task'])
  channel?: 'email' | 'letter' | 'task';

  /** Which of the account's senders it goes through. Left out: as it was. */
  @Omittable()
  @IsIn(['normal', 'escalated'])
  senderKind?: 'normal' | 'escalated';

  /** Less than this open waits; at most one for a currency. Left out: none. */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => MinimumAmount)
  minimumAmounts?: MinimumAmount[];

  /** A person lets each of its notices go. Left out: as it was. */
  @Omittable()
  @IsBoolean()
  needsApproval?: boolean;

  /** What leaves with its letters. Left out: as it was. */
  @Omittable()
  @IsArray()
  @ArrayUnique()
  @IsIn(ATTACHMENTS, { each: true })
  attachments?: SentAlong[];

  /** What its letters do about late-payment interest. Left out: as it was. */
  @Omittable()
  @IsIn(LATE_CHARGES)
  interest?: LateCharge;

  /** What its letters do about the fixed compensation. Left out: as it was. */
  @Omittable()
  @IsIn(LATE_CHARGES)
  compensation?: LateCharge;
}

export class PolicyBody {
  @Length(1, 80)
  name: string;

  /** Days from the due date at which a case opens, e.g. -2. */
  @IsInt()
  @Min(-60)
  @Max(0)
  caseOpensOffsetDays: number;

  /** Days between two contacts of one client. */
  @IsInt()
  @Min(0)
  @Max(60)
  minGapDays: number;

  /**
   * How far the policy goes by itself: `active` sends, `draft` prepares everything and lets nothing leave,
   * `off` decides nothing. It holds at once for every case on the policy. Left out: as it was.
   */
  @Omittable()
  @IsIn(RELEASE_MODES)
  releaseMode?: ReleaseMode;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(12)
  @ValidateNested({ each: true })
  @Type(() => StageBody)
  stages: StageBody[];
}

export class PolicyChangeBody extends PolicyBody {
  /** Running cases go on by the new version; otherwise only those do that open from now on. */
  @IsBoolean()
  isMovingRunning: boolean;
}

export class NewPolicyBody {
  @Length(1, 80)
  name: string;

  /** What the new policy begins with: the plan usual in a country, or that of the account's default. */
  @IsIn(['default', 'PL', 'HU', 'DE'])
  preset: 'default' | 'PL' | 'HU' | 'DE';
}

export class PolicyParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  policyId: string;
}

export class StageView {
  key: string;
  /** The account's own name for it; null where it has none. */
  name: string | null;
  position: number;
  offsetDays: number;
  isEnabled: boolean;
  audience: 'client' | 'staff';
  channel: 'email' | 'letter' | 'task';
  senderKind: 'normal' | 'escalated';
  minimumAmounts: MinimumAmount[];
  needsApproval: boolean;
  attachments: SentAlong[];
  interest: LateCharge;
  compensation: LateCharge;
}

export class PolicyView {
  id: string;
  name: string;
  isDefault: boolean;
  /** The version in force. */
  version: number;
  /** Raised by every change; the ETag. */
  revision: number;
  caseOpensOffsetDays: number;
  minGapDays: number;
  releaseMode: ReleaseMode;
  stages: StageView[];
}

export class PolicyRow {
  id: string;
  name: string;
  isDefault: boolean;
  version: number;
  releaseMode: ReleaseMode;
  /** Offsets of the stages that are switched on, in days from the due date. */
  offsets: number[];
  /** Active cases that run on the policy, and those among them that run on an older version of it. */
  runningCases: number;
  runningOnOlder: number;
  /** Groups, clients and invoices it is assigned to. */
  assignments: number;
}

export class PolicyList {
  items: PolicyRow[];
}
