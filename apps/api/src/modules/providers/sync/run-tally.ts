import type { TransportCall } from '@invoicetracker/provider-kit';

/** What one page did, to be added to its run. */
export interface PageCounts {
  readonly added?: number;
  readonly updated?: number;
  readonly closed?: number;
  readonly skipped?: number;
  readonly lines?: number;
  readonly clients?: number;
  readonly pages?: number;
  readonly seen?: number;
}

/** Counts the requests of a run, attempts and all. */
export class RunTally {
  /** @param calls,retries what the run had counted before, in another process */
  constructor(
    public calls: number,
    public retries: number,
  ) {}

  readonly onCall = (call: TransportCall): void => {
    this.calls += 1;
    if (call.attempt > 0) this.retries += 1;
  };
}
