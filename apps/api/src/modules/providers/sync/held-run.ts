import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { SyncPosition } from './sync-position.js';

/** A run this worker holds: the fence says that nobody has taken it over since. */
export interface HeldRun {
  readonly scope: AccountScope;
  readonly id: string;
  readonly connectionId: string;
  readonly fence: string;
  readonly trigger: 'person' | 'schedule' | 'command';
  /** Asked for by whoever started it; null: as far as cases open. */
  readonly dueUntil: string | null;
  /** `full` when somebody asked for everything, or the kind of pass it goes on with. */
  readonly pass: 'full' | 'changes' | null;
  readonly position: SyncPosition | null;
  readonly apiCalls: number;
  readonly retries: number;
}

/** Another worker holds the run now, or it has ended: this one must stop and change nothing. */
export class LeaseLost extends Error {
  constructor() {
    super('the sync run is held by another worker');
  }
}
