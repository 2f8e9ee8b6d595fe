import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';

/** Nothing that could break out of a header or a line of the mail protocol. */
const ONE_LINE = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;

export const SECURITIES = ['tls', 'starttls', 'none'] as const;
export type Security = (typeof SECURITIES)[number];

/** Lines of text for the end of a letter: no control or steering characters, and none of those that stand for ready-made parts. */
const PLAIN_LINES =
  /^[^\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]*(\n[^\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]*){0,14}$/u;

/** `default` writes everything, but for stages that want the `escalated` one where there is one; a `spare` writes nothing. */
export const SENDER_USES = ['default', 'escalated', 'spare'] as const;
export type SenderUse = (typeof SENDER_USES)[number];

export class SenderBody {
  @IsIn(SENDER_USES)
  use: SenderUse;

  @IsString()
  @Length(1, 253)
  @Matches(ONE_LINE)
  host: string;

  @IsInt()
  @Min(1)
  @Max(65535)
  port: number;

  /** `tls` from the first byte, `starttls` required before anything else, or none at all. */
  @IsIn(SECURITIES)
  security: Security;

  /** Null where the server wants no sign-in. */
  @IsOptional()
  @IsString()
  @Length(1, 320)
  @Matches(ONE_LINE)
  username: string | null;

  /** Left out: the stored one stays, as long as it is for the same server and name. */
  @Omittable()
  @IsString()
  @Length(1, 500)
  @Matches(ONE_LINE)
  password?: string;

  /** The name people see as the sender. */
  @IsString()
  @Length(1, 120)
  @Matches(ONE_LINE)
  fromName: string;

  @IsEmail({ allow_utf8_local_part: false })
  fromEmail: string;

  /** Where answers go; null: to the sender. */
  @IsOptional()
  @IsEmail({ allow_utf8_local_part: false })
  replyTo: string | null;

  /** Ends every letter of this sender, as plain text; at most 15 lines, empty for none. Nothing in it is filled in or carried out. */
  @IsString()
  @Length(0, 1000)
  @Matches(PLAIN_LINES)
  signature: string;

  /** Messages in any 60 seconds; null: as many as the server takes. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100_000)
  perMinute: number | null;

  /** Messages in any 60 minutes. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  perHour: number | null;

  /** Messages in any 24 hours. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000_000)
  perDay: number | null;
}

/** Why nothing leaves through a sender for the moment. */
export type SenderWaitReason =
  'server-unavailable' | 'sender-minute-limit' | 'sender-hour-limit' | 'sender-day-limit';

export class SenderView {
  id: string;
  use: SenderUse;
  host: string;
  port: number;
  security: Security;
  username: string | null;
  hasPassword: boolean;
  fromName: string;
  fromEmail: string;
  replyTo: string | null;
  signature: string;
  perMinute: number | null;
  perHour: number | null;
  perDay: number | null;
  /** Since when its server cannot be used; null while it can. */
  failingSince: string | null;
  /** Nothing leaves through it before then; null when nothing is in the way. */
  waitsUntil: string | null;
  waitsReason: SenderWaitReason | null;
  lastTestedAt: string | null;
  lastTestOk: boolean | null;
  lastTestDetail: string | null;
  version: number;
}

export class SenderList {
  /** The default first, then the escalated one. */
  items: SenderView[];
  /** What a new sender may be called: the firm's own name and address, the address empty where it has none. */
  suggestedFromName: string;
  suggestedFromEmail: string;
}

export class SenderParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  senderId: string;
}

export class SenderTestBody {
  @IsEmail({ allow_utf8_local_part: false })
  to: string;
}

export class SenderTestProblem {
  code: 'test-failed';
  detail: string;
  /** What went wrong, in the server's own words, is in the log of the installation under this reference. */
  reference: string;
}

export class SenderTestView {
  ok: boolean;
  /** What the server said when it took the mail. */
  serverAnswer: string | null;
  problem: SenderTestProblem | null;
}
