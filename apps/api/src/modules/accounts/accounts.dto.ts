import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

import { Omittable } from '../../platform/http/omittable.js';
import { LANGUAGES, type Language } from '../identity/contract/languages.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** Nothing that could break out of a header or a line. */
const ONE_LINE = /^[^\p{Cc}]*$/u;

export class ScheduleView {
  /** Hours in which the provider is asked, on the account's clock. */
  syncFrom: string;
  syncUntil: string;
  syncEveryMinutes: number;
  dailyRunAt: string;
  sendFrom: string;
  sendUntil: string;
  /** ISO weekdays, 1 is Monday. */
  sendWeekdays: number[];
  /** Public holidays of the client's country are no sending days. */
  isHolidaySkipped: boolean;
  /** How old the last look at an invoice may be when a notice leaves. */
  freshnessMinutes: number;
  dailyNoticeCap: number;
  /** Minutes a planned notice stands in the outbox before it may leave. */
  undoMinutes: number;
  /** What a run far above the usual plans waits for a person. */
  isUnusualHeld: boolean;
  /** In the evening the admins get a mail about what waits for them, with a link that needs no sign-in. */
  isApprovalMail: boolean;
  /** A client gets a message for each invoice, instead of one for all that is due; a client may have it otherwise. */
  isNoticePerInvoice: boolean;
}

export class AccountView {
  id: string;
  name: string;
  legalName: string;
  taxNumber: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  country: string;
  email: string | null;
  phone: string | null;
  contactPerson: string | null;
  bankAccount: string | null;
  bankName: string | null;
  timeZone: string;
  currency: string;
  language: Language;
  /** Who is told about cases that are ready for hand-over; empty means the account's admins. */
  staffEmails: string[];
  /** Members without a second factor cannot work in the account until they have set one up. */
  isSecondFactorRequired: boolean;
  isAutomaticSending: boolean;
  automaticSendingSince: string | null;
  version: number;
  schedule: ScheduleView;
}

export class SchedulePatch {
  @Omittable()
  @Matches(TIME)
  syncFrom?: string;

  @Omittable()
  @Matches(TIME)
  syncUntil?: string;

  @Omittable()
  @IsInt()
  @Min(5)
  @Max(1440)
  syncEveryMinutes?: number;

  @Omittable()
  @Matches(TIME)
  dailyRunAt?: string;

  @Omittable()
  @Matches(TIME)
  sendFrom?: string;

  @Omittable()
  @Matches(TIME)
  sendUntil?: string;

  @Omittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  sendWeekdays?: number[];

  @Omittable()
  @IsBoolean()
  isHolidaySkipped?: boolean;

  @Omittable()
  @IsInt()
  @Min(5)
  @Max(2880)
  freshnessMinutes?: number;

  @Omittable()
  @IsInt()
  @Min(1)
  @Max(100_000)
  dailyNoticeCap?: number;

  @Omittable()
  @IsInt()
  @Min(0)
  @Max(1440)
  undoMinutes?: number;

  @Omittable()
  @IsBoolean()
  isUnusualHeld?: boolean;

  @Omittable()
  @IsBoolean()
  isApprovalMail?: boolean;

  @Omittable()
  @IsBoolean()
  isNoticePerInvoice?: boolean;
}

export class AccountPatch {
  @Omittable()
  @IsString()
  @Length(1, 120)
  @Matches(ONE_LINE)
  name?: string;

  @Omittable()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE)
  legalName?: string;

  @IsOptional()
  @IsString()
  @Length(1, 30)
  @Matches(ONE_LINE)
  taxNumber?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE)
  street?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 20)
  @Matches(ONE_LINE)
  postalCode?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 100)
  @Matches(ONE_LINE)
  city?: string | null;

  @Omittable()
  @Matches(/^[A-Z]{2}$/)
  country?: string;

  @IsOptional()
  @IsEmail()
  email?: string | null;

  @IsOptional()
  @IsString()
  @Length(3, 40)
  @Matches(ONE_LINE)
  phone?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 120)
  @Matches(ONE_LINE)
  contactPerson?: string | null;

  @IsOptional()
  @Matches(/^[A-Z]{0,2}[0-9A-Z ]{8,40}$/)
  bankAccount?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 120)
  @Matches(ONE_LINE)
  bankName?: string | null;

  @Omittable()
  @IsString()
  @Length(1, 60)
  timeZone?: string;

  @Omittable()
  @Matches(/^[A-Z]{3}$/)
  currency?: string;

  @Omittable()
  @IsIn(LANGUAGES)
  language?: Language;

  @Omittable()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsEmail({}, { each: true })
  staffEmails?: string[];

  @Omittable()
  @IsBoolean()
  isSecondFactorRequired?: boolean;

  @Omittable()
  @ValidateNested()
  @Type(() => SchedulePatch)
  schedule?: SchedulePatch;
}

/** What is still missing before the account runs by itself. */
export class SetupView {
  hasCompanyDetails: boolean;
  hasConnection: boolean;
  hasSyncedOnce: boolean;
  hasSender: boolean;
  isSenderTested: boolean;
  isAutomaticSending: boolean;
  /** The account's calendar day. */
  today: string;
  now: string;
  lastGoodSyncAt: string | null;
  activeCases: number;
  noticesNeedingAttention: number;
  /** Notices that leave when a person lets them go; up to 1000 are counted. */
  noticesAwaitingApproval: number;
}
