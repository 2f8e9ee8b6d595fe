import type { LocalDate } from '@invoicetracker/calendar';

import type { OpenProvider } from '../provider-calls.js';
import type { AccountFacts } from '../records/account-facts.js';
import type { HeldRun } from './held-run.js';
import type { RunTally } from './run-tally.js';

/** All that the phases of one run work with. */
export interface SyncWork {
  readonly run: HeldRun;
  readonly open: OpenProvider;
  readonly account: AccountFacts;
  /** The last due day the provider is asked for. */
  readonly dueUntil: LocalDate;
  readonly tally: RunTally;
}
