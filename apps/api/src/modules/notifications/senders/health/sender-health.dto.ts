import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';

import { Omittable } from '../../../../platform/http/omittable.js';
import { NoticeClient } from '../../notices/notices.dto.js';

/** `delayed`: told to wait at least once, whether it has been accepted since or not. `unknown`: the line broke. */
export const DELIVERY_OUTCOMES = ['accepted', 'delayed', 'refused', 'unknown'] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

export class SenderHealthFilter {
  /** How many days, today included. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(92)
  days: number = 30;
}

export class SenderHealthDay {
  on: string;
  accepted: number;
  delayed: number;
  refused: number;
  unknown: number;
}

export class SenderHealth {
  /** Oldest first, every day in a row; each message on the day of its last attempt. */
  days: SenderHealthDay[];
}

export class SenderDeliveryFilter {
  /** A day of the account's calendar. */
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  on: string;

  /** All of them if left out. */
  @Omittable()
  @IsIn(DELIVERY_OUTCOMES)
  outcome?: DeliveryOutcome;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  @Omittable()
  @IsString()
  @Length(1, 500)
  cursor?: string;
}

export class SenderDelivery {
  id: string;
  noticeId: string;
  client: NoticeClient;
  recipient: string;
  outcome: DeliveryOutcome;
  serverCode: number | null;
  /** What the mail server said, word for word. */
  serverAnswer: string | null;
  attempts: number;
  attemptedAt: string;
}

export class SenderDeliveryPage {
  items: SenderDelivery[];
  nextCursor: string | null;
}
