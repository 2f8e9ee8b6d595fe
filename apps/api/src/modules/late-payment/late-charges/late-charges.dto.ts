import { IsIn, IsOptional, IsUUID } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';

export class LateChargeFilter extends PageQuery {
  /** What is claimable, what stands on a note that is not paid, on notes that are, or what was waived. */
  @IsOptional()
  @IsIn(['open', 'noted', 'paid', 'waived'])
  state: 'open' | 'noted' | 'paid' | 'waived' = 'open';

  /** Only this client's. */
  @Omittable()
  @IsUUID()
  client?: string;
}

export class LateChargeClient {
  id: string;
  name: string;
}

/** An interest note that has something of an invoice. */
export class LateChargeNote {
  id: string;
  number: string;
  isPaid: boolean;
  /** What it has of this invoice. */
  amount: Money;
}

/** An invoice that was paid late, and what the law still gives for the delay. */
export class LateChargeRow {
  caseId: string;
  number: string;
  client: LateChargeClient;
  dueOn: string;
  /** The day the last of the money came in, however late it was recorded. */
  paidOn: string;
  daysLate: number;
  /** Without what stands on notes. Null while something is not known. */
  interest: Money | null;
  /** Null where none is due, it stands on a note, or its exchange rate is not known. */
  compensation: Money | null;
  waived: ('interest' | 'compensation')[];
  /** Notes that have something of it, the first one first. */
  notes: LateChargeNote[];
  /** Why there is no figure; null where there is one. */
  blockedBy: string | null;
}

export class LateChargePage {
  items: LateChargeRow[];
  /** May come with fewer items than asked for: the next page goes on from there. */
  nextCursor: string | null;
}

export class LateChargeTotal {
  currency: string;
  interest: Money;
  compensation: Money;
}

export class LateChargeTotals {
  /** Currencies are never added. */
  items: LateChargeTotal[];
  /** Invoices with something claimable. */
  invoices: number;
  /** Those without a figure yet: a rate, or the kind of client, is not known. */
  blocked: number;
  /** There are more than were counted: the totals are of the latest. */
  isTruncated: boolean;
}
