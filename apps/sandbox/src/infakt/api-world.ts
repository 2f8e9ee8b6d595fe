import type { FaultBook } from '../serving/fault-book.js';
import type { Companies } from './companies.js';
import type { PaymentTasks } from './payment-tasks.js';

export interface ApiWorld {
  readonly companies: Companies;
  readonly faults: FaultBook;
  readonly tasks: PaymentTasks;
  readonly clock: () => Date;
  readonly today: () => string;
  readonly random: () => number;
}
