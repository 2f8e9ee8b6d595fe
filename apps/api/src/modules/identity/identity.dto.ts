import { IsIn, IsOptional, IsString, Length } from 'class-validator';

export const LANGUAGES = ['pl', 'en', 'hu', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export class SignInBody {
  @IsString() @Length(1, 200)
  username: string;

  @IsString() @Length(1, 128)
  password: string;
}

export class SessionView {
  /** Bearer token for every other request. */
  accessToken: string;
  expiresInSeconds: number;
}

export class MeBody {
  @IsOptional() @IsString() @Length(1, 120)
  name?: string;

  @IsOptional() @IsIn(LANGUAGES)
  language?: Language;
}

export class MembershipView {
  accountId: string;
  accountName: string;
  role: 'admin' | 'accountant' | 'viewer';
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
