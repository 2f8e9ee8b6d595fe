import type { Companies } from './companies.js';
import type { FaultBook } from './fault-book.js';
import type { PaymentTasks } from './payment-tasks.js';

export interface ApiRequest {
  readonly method: string;
  /** below /infakt/api/v3, without the query */
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly key: string | undefined;
}

export interface ApiWorld {
  readonly companies: Companies;
  readonly faults: FaultBook;
  readonly tasks: PaymentTasks;
  readonly clock: () => Date;
  readonly today: () => string;
  readonly random: () => number;
}
