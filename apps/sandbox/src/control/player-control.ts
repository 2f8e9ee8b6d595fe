import type { FaultBook, FaultOrder, PendingFault } from '../serving/fault-book.js';
import type { RateLimit } from '../serving/rate-limit.js';
import type { RequestLog, RequestReport } from '../serving/request-log.js';

/** What stands beside one player on the wire. */
export interface PlayerParts {
  /** what a connector is given as its base URL */
  readonly address: () => string;
  readonly faults: FaultBook;
  readonly log: RequestLog;
  /** null: no limits */
  readonly rateLimit: RateLimit | null;
  readonly clock: () => Date;
  /** the day it is where the firms are, YYYY-MM-DD */
  readonly today: () => string;
}

/** What tests and people do to a provider as a whole: faults, what it was asked, its limits. */
export class PlayerControl {
  constructor(protected readonly parts: PlayerParts) {}

  /** what a connector is given as its base URL */
  get baseUrl(): string {
    return this.parts.address();
  }

  fault(order: FaultOrder): void {
    this.parts.faults.add(order);
  }

  pendingFaults(): readonly PendingFault[] {
    return this.parts.faults.pending();
  }

  clearFaults(): void {
    this.parts.faults.clear();
  }

  requests(): RequestReport {
    return this.parts.log.report();
  }

  resetRequests(): void {
    this.parts.log.reset();
  }

  /** Lifts what the rate limit holds against anybody. */
  forgiveExcess(): void {
    this.parts.rateLimit?.forget();
  }
}
