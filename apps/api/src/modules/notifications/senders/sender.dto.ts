import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
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

export class SenderBody {
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
}

/** Version 0 and an empty host say that nothing is stored yet. */
export class SenderView {
  host: string;
  port: number;
  security: Security;
  username: string | null;
  hasPassword: boolean;
  fromName: string;
  fromEmail: string;
  replyTo: string | null;
  lastTestedAt: string | null;
  lastTestOk: boolean | null;
  lastTestDetail: string | null;
  version: number;
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
