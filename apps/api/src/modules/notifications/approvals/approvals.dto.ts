import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';
import { NoticeClient } from '../notices/notices.dto.js';

/** A click lets go, skips or holds so many at once. */
const AT_ONCE = 200;

export class ApprovalListFilter {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  limit: number = 25;

  @Omittable()
  @IsString()
  @Length(1, 500)
  cursor?: string;
}

/** A notice that leaves only when a person lets it go. */
export class ApprovalRow {
  id: string;
  client: NoticeClient;
  /** The furthest stage among the cases; it sets the tone. */
  stageKey: string;
  audience: 'client' | 'staff';
  language: string;
  /** Its stage needs approval, its policy is or was a draft, or the run that planned it was unusual. */
  waitsFor: 'stage' | 'draft' | 'unusual';
  /** What stands in the way of letting it go. */
  problem: 'policy-in-draft' | 'text-broken' | 'no-contact' | null;
  /** It was let go before, and something it says has changed since. */
  isChanged: boolean;
  plannedOn: string;
  /** On this day it is decided anew, if nobody has let it go. */
  expiresOn: string;
  amounts: Money[];
  caseCount: number;
  recipients: string[];
  subject: string | null;
  /** The fingerprint of what is shown; letting it go names it. Null where the text cannot be filled. */
  content: string | null;
}

export class ApprovalPage {
  items: ApprovalRow[];
  nextCursor: string | null;
}

export class SeenNotice {
  @IsUUID()
  id: string;

  /** The fingerprint of what the person has seen. */
  @Matches(/^[0-9a-f]{64}$/)
  content: string;
}

export class ApproveBody {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(AT_ONCE)
  @ValidateNested({ each: true })
  @Type(() => SeenNotice)
  notices: SeenNotice[];
}

export class NoticesBody {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(AT_ONCE)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ids: string[];
}

export class HoldNoticesBody extends NoticesBody {
  /** Why, in somebody's own words; it stands in the case. */
  @Omittable()
  @IsString()
  @Length(1, 500)
  reason?: string;

  /** The day reminders go on by themselves; left out: when a person says so. */
  @Omittable()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  until?: string;
}

export class DecidedNotice {
  id: string;
  /**
   * `done`; or `gone`: somebody else has decided, or nothing is left to say; `changed`: it says something else
   * than what was seen; or the problem that stands in the way.
   */
  outcome: 'done' | 'gone' | 'changed' | 'policy-in-draft' | 'text-broken' | 'no-contact';
}

export class DecidedNotices {
  items: DecidedNotice[];
}
