import { Type } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { LANGUAGES, type Language } from '../../identity/contract/languages.js';

export const ACCOUNT_STATES = ['active', 'suspended', 'deleting'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** Nothing that could break out of a header or a line. */
const ONE_LINE = /^[^\p{Cc}]*$/u;

export class AdminAccountFilter {
  @Omittable()
  @IsIn(ACCOUNT_STATES)
  state?: AccountState;

  /** Part of the name or the legal name. */
  @Omittable()
  @IsString()
  @Length(1, 100)
  text?: string;

  @Omittable()
  @IsString()
  @MaxLength(1000)
  cursor?: string;

  @Omittable()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}

export class AdminAccountView {
  id: string;
  name: string;
  legalName: string;
  country: string;
  state: AccountState;
  members: number;
  activeCases: number;
  createdAt: string;
  suspendedReason: string | null;
  /** The day on which the account and all its rows are removed. */
  deletesOn: string | null;
}

export class AdminAccountPage {
  items: AdminAccountView[];
  nextCursor: string | null;
}

export class AdminAccountParams {
  @IsUUID()
  accountId: string;
}

export class AdminAccountBody {
  @IsString()
  @Length(1, 120)
  @Matches(ONE_LINE)
  name: string;

  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE)
  legalName: string;

  @Matches(/^[A-Z]{2}$/)
  country: string;

  @IsString()
  @Length(1, 60)
  timeZone: string;

  @Matches(/^[A-Z]{3}$/)
  currency: string;

  @IsIn(LANGUAGES)
  language: Language;

  /** Who is invited as the account's first admin. */
  @Omittable()
  @IsEmail()
  @MaxLength(254)
  adminEmail?: string;
}

export class ReasonBody {
  @IsString()
  @Length(3, 500)
  @Matches(ONE_LINE)
  reason: string;
}

export class DeleteAccountBody {
  /** The account's name, typed once more. */
  @IsString()
  @Length(1, 120)
  name: string;
}
