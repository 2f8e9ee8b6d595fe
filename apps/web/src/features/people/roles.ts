import type { MembershipView } from '../../shared/api/schemas.js';

type Role = MembershipView['role'];

/** The roles an admin gives to people of the firm; the portal's own comes with the portal. */
export const STAFF_ROLES = ['admin', 'accountant', 'viewer'] as const satisfies readonly Role[];
export type StaffRole = (typeof STAFF_ROLES)[number];
