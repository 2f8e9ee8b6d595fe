import { IsIn, IsISO8601, IsOptional, IsUUID, Matches } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const RUN_STATES = [
  'queued',
  'running',
  'succeeded',
  'paused',
  'failed',
  'cancelled',
] as const;
export type RunState = (typeof RUN_STATES)[number];

export const RUN_TRIGGERS = ['person', 'schedule', 'command'] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

/** States in which a run has not ended. */
export const UNDER_WAY: ReadonlySet<RunState> = new Set<RunState>(['queued', 'running']);

export class SyncRunParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  runId: string;
}

export class SyncRunFilter extends PageQuery {
  @Omittable()
  @IsUUID()
  connectionId?: string;

  @Omittable()
  @IsIn(RUN_STATES)
  state?: RunState;

  @Omittable()
  @IsIn(RUN_TRIGGERS)
  trigger?: RunTrigger;

  /** First day of the account's calendar on which runs were asked for. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  from?: string;

  /** Last such day. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  to?: string;

  /** `true`: only runs that failed or had to set rows aside. */
  @Omittable()
  @IsIn(['true'])
  isTroubled?: 'true';
}

export const CHANGE_OUTCOMES = ['new', 'updated', 'closed'] as const;

export class RunInvoiceFilter extends PageQuery {
  /** The number whose invoices are asked for. */
  @IsOptional()
  @IsIn(CHANGE_OUTCOMES)
  outcome: 'new' | 'updated' | 'closed' = 'new';
}

export class SyncRunCounts {
  /** Invoices seen for the first time. */
  new: number;
  /** Known invoices that had changed. */
  updated: number;
  /** Cases closed. */
  closed: number;
  /** Invoices that were as they are known. */
  skipped: number;
  lines: number;
  /** Clients written. */
  clients: number;
  apiCalls: number;
  retries: number;
  /** Rows that could not be used; see the run's issues. */
  setAside: number;
  pages: number;
}

export class SyncRunError {
  code: string;
  /** Who must act: reconnect (an admin), retry (time), reject (nobody: one record), bug (us). */
  actor: 'reconnect' | 'retry' | 'reject' | 'bug';
  detail: string;
  /** Under which number a fault of ours is in the log; null for anything else. */
  reference: string | null;
  /** When it is tried again, where the provider says; null: with the schedule. */
  retryAt: string | null;
}

/** One pull from a provider, with what it did. */
export class SyncRunView {
  id: string;
  connectionId: string;
  connectionName: string;
  provider: string;
  trigger: 'person' | 'schedule' | 'command';
  /** The person's name, where a person started it. */
  startedBy: string | null;
  state: 'queued' | 'running' | 'succeeded' | 'paused' | 'failed' | 'cancelled';
  /** Everything the firm is owed (`full`), or what changed since the last pass; null until it has begun. */
  pass: 'full' | 'changes' | null;
  phase: 'clients' | 'invoices' | 'corrections' | 'rechecks' | null;
  counts: SyncRunCounts;
  /** Invoices the provider says there are to read; null until it has said so. */
  total: number | null;
  /** Invoices read so far, by earlier runs of the same pass too. */
  seen: number;
  /** How long it will still read at the present pace, as of its last page; null while nothing can be said. */
  estimatedMsLeft: number | null;
  queuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  durationMs: number | null;
  error: SyncRunError | null;
  /** Stopped because its requests were spent; the next run goes on where it stopped. */
  isBudgetSpent: boolean;
}

export class SyncRunPage {
  items: SyncRunView[];
  nextCursor: string | null;
}

/** One thing that is wrong with a row. */
export class SyncIssueFinding {
  /** Stable, kebab-case. */
  code: string;
  /** The provider's name of the field; null: of the whole row. */
  field: string | null;
  /** What the code alone does not say. */
  value: string | null;
}

/** A row that was set aside, and why. */
export class SyncIssueView {
  id: string;
  /** Null in rows noted before connections were. */
  connectionId: string | null;
  collection: string;
  externalId: string | null;
  reason: string;
  /** What is wrong, for technicians: in English, with the provider's names of fields. */
  detail: string;
  /** The same in codes; empty in rows noted before there were any. */
  findings: SyncIssueFinding[];
  /** The row as the provider sent it. */
  record: unknown;
  /** ignored: out of sight until it changes at the provider; solved: it could be read since. */
  state: 'open' | 'ignored' | 'solved';
  /** Whether the provider can be asked for it by itself. */
  canRetry: boolean;
  /** When it was first met. */
  at: string;
  /** When it was last met. */
  seenAt: string;
}

/** How many rows were set aside for one reason. */
export class SyncIssueReason {
  reason: string;
  open: number;
  ignored: number;
  solved: number;
}

export class SyncIssueReasons {
  items: SyncIssueReason[];
}

export class SyncIssuePage {
  items: SyncIssueView[];
  nextCursor: string | null;
}

/** An invoice that a run changed, as it is now. */
export class RunInvoiceView {
  invoiceId: string;
  number: string;
  clientName: string;
  /** What was invoiced, tax included. */
  amount: Money;
  dueOn: string;
  /** Null where no case was ever opened for it. */
  caseId: string | null;
}

/** Kept for 90 days after the run. */
export class RunInvoicePage {
  items: RunInvoiceView[];
  nextCursor: string | null;
}
