import { IsString, Length, Matches } from 'class-validator';

import type { Language } from '../contract/languages.js';

export class InvitationToken {
  /** The secret of the link in the mail. */
  @IsString()
  @Length(1, 200)
  token: string;
}

export class AcceptInvitationBody extends InvitationToken {
  @IsString()
  @Length(1, 120)
  @Matches(/^[^\p{Cc}]*$/u)
  name: string;

  @IsString()
  @Length(1, 128)
  password: string;
}

export class InvitationOffer {
  accountName: string;
  email: string;
  role: 'admin' | 'accountant' | 'viewer' | 'client';
  /** Somebody with this address signs in already: they accept after signing in. */
  isKnownUser: boolean;
  /** The account's language. */
  language: Language;
}

export class AcceptedInvitation {
  accountId: string;
}
