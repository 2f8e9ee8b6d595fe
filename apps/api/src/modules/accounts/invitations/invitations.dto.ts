import { IsEmail, IsIn, IsUUID, MaxLength } from 'class-validator';

import { STAFF_ROLES, type StaffRole } from '../members/members.dto.js';

export class InvitationBody {
  @IsEmail()
  @MaxLength(254)
  email: string;

  @IsIn(STAFF_ROLES)
  role: StaffRole;
}

export class InvitationView {
  id: string;
  email: string;
  role: 'admin' | 'accountant' | 'viewer' | 'client';
  /** The name of who invited; null when an operator of the installation did. */
  invitedBy: string | null;
  createdAt: string;
  expiresAt: string;
  state: 'open' | 'expired' | 'accepted' | 'revoked';
}

export class InvitationPage {
  items: InvitationView[];
}

export class InvitationParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  invitationId: string;
}
