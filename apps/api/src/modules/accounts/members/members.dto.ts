import { IsIn, IsUUID } from 'class-validator';

/** The roles that the members' screen gives. */
export const STAFF_ROLES = ['admin', 'accountant', 'viewer'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export class MemberView {
  userId: string;
  name: string;
  email: string;
  role: 'admin' | 'accountant' | 'viewer' | 'client';
  /** When they became a member. */
  since: string;
  hasSecondFactor: boolean;
  /** When one of their sessions was last used, to within minutes. */
  lastSeenAt: string | null;
}

export class MemberPage {
  items: MemberView[];
}

export class MemberParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  userId: string;
}

export class MemberPatch {
  @IsIn(STAFF_ROLES)
  role: StaffRole;
}
