import { IsIn, IsString, Length } from 'class-validator';

import { Omittable } from '../../platform/http/omittable.js';
import { LANGUAGES, type Language } from './contract/languages.js';

export class SignInBody {
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

export class MeBody {
  @Omittable()
  @IsString()
  @Length(1, 120)
  name?: string;

  @Omittable()
  @IsIn(LANGUAGES)
  language?: Language;
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
  name: string;
  language: Language;
  isInstanceAdmin: boolean;
  memberships: MembershipView[];
}
