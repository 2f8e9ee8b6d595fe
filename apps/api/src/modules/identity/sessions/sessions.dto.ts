import { IsUUID } from 'class-validator';

export class SessionParams {
  @IsUUID()
  sessionId: string;
}

export class SessionEntry {
  id: string;
  /** Whether it is the session that asks. */
  isCurrent: boolean;
  /** How the person signed in. */
  method: 'password' | 'passkey' | 'oidc';
  createdAt: string;
  /** When it was last refreshed: at most ten minutes before its last use. */
  lastSeenAt: string;
  expiresAt: string;
  ip: string | null;
  userAgent: string | null;
}
