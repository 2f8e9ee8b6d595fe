import { IsIn, IsString, IsTimeZone, Length } from 'class-validator';

import { Omittable } from '../../platform/http/omittable.js';
import { LANGUAGES, type Language } from './contract/languages.js';
import type { FactorMethod } from './second-factors/factor-methods.js';

export class SignInBody {
  /** The person's name or e-mail address. */
  @IsString()
  @Length(1, 200)
  username: string;

  @IsString()
  @Length(1, 128)
  password: string;
}

export class SessionView {
  /** Bearer token for every other request. */
  accessToken: string;
  expiresInSeconds: number;
}

export class SecondFactorStepView {
  /** For the second step; good for five minutes and five tries. */
  ticket: string;
  methods: FactorMethod[];
}

export class SignInView {
  /** Bearer token for every other request; null while a second factor is asked for. */
  accessToken: string | null;
  expiresInSeconds: number | null;
  secondFactor: SecondFactorStepView | null;
}

export class TicketCodeBody {
  @IsString()
  @Length(1, 100)
  ticket: string;

  @IsString()
  @Length(1, 40)
  code: string;
}

export class MeBody {
  @Omittable()
  @IsString()
  @Length(1, 120)
  name?: string;

  @Omittable()
  @IsIn(LANGUAGES)
  language?: Language;

  /** As in `Europe/Warsaw`: how instants are shown to this person. */
  @Omittable()
  @IsTimeZone()
  timeZone?: string;
}

export class MembershipView {
  accountId: string;
  accountName: string;
  role: 'admin' | 'accountant' | 'viewer' | 'client';
  currency: string;
  timeZone: string;
}

export class MeView {
  id: string;
  username: string;
  email: string;
  name: string;
  language: Language;
  /** Null: as the browser has it. */
  timeZone: string | null;
  hasSecondFactor: boolean;
  /** An account or the installation lets this person in only with a second factor. */
  isSecondFactorRequired: boolean;
  /** Until when risky changes are allowed without another proof. */
  verifiedUntil: string;
  isInstanceAdmin: boolean;
  memberships: MembershipView[];
}
