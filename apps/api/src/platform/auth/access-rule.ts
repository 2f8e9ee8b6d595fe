import { PROVIDERS } from '../../config/provider-names.js';
import type { Role } from '../tenancy/account-scope.js';

/** What a key of an integrator may be given. `read` covers every operation that changes nothing. */
export const API_SCOPES = [
  'read',
  'cases:write',
  'sync:run',
  'notices:write',
  'settings:write',
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** What an account can switch off: each provider, and each large capability. Its operations then answer 404. */
export const FEATURES = [...PROVIDERS, 'reminders', 'api-keys'] as const;
export type Feature = (typeof FEATURES)[number];

/** Which limit of calls a minute an operation counts towards; `none` is for what machines ask all the time. */
export type RateClass = 'auth' | 'read' | 'write' | 'send' | 'export' | 'none';

/** Who may call an operation, and on what terms. */
export interface AccessRule {
  /** Everybody, everybody with a session, the operators of the installation, or these roles of the account in the path. */
  readonly who: 'public' | 'signed-in' | 'instance-admin' | readonly Role[];
  readonly rate: RateClass;
  /** The scope with which an API key may call it too; without one, only people may. */
  readonly scope?: ApiScope;
  /** It is there as long as this is on, or one of these. */
  readonly feature?: Feature | readonly Feature[];
  /** The person must have proved who they are in the last five minutes. */
  readonly stepUp?: true;
}
