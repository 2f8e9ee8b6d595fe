import { ApiProperty } from '#describe';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsString, IsUUID, Length } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { type ProviderName, PROVIDERS } from '../../../config/provider-names.js';
import { WriteBackSwitches } from '../contract/write-back-switches.dto.js';
import type { SyncRunView } from '../runs/sync-runs.dto.js';

const trimmed = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.trim() : value,
);

export class ConnectionParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  connectionId: string;
}

export class ConnectionTestBody {
  @ApiProperty({ enum: PROVIDERS })
  @IsIn(PROVIDERS)
  provider: ProviderName;

  /** What the provider asks for, by the names of its fields (see the list of providers). It is never sent back. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  @IsObject()
  credentials: Record<string, string>;
}

export class ConnectionBody extends ConnectionTestBody {
  @trimmed
  @IsString()
  @Length(1, 120)
  name: string;
}

export class ConnectionPatch {
  @Omittable()
  @trimmed
  @IsString()
  @Length(1, 120)
  name?: string;

  /** New credentials, all of them; the connection becomes active again. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  @Omittable()
  @IsObject()
  credentials?: Record<string, string>;

  /** A paused connection is not synced by itself, and notices about its invoices wait. */
  @Omittable()
  @IsBoolean()
  isPaused?: boolean;

  /** Payments are recorded here, from the bank or by hand: the answer where the provider never hears of them. */
  @Omittable()
  @IsBoolean()
  arePaymentsKeptHere?: boolean;

  /** Invoices that are paid here in full are marked as paid at the provider. */
  @Omittable()
  @IsBoolean()
  marksPaid?: boolean;

  /** Every payment recorded here is told to the provider, parts too. */
  @Omittable()
  @IsBoolean()
  recordsPayments?: boolean;
}

/** What the provider allows, and what of it is spent. */
export class RequestsView {
  /** Requests one run may spend; its own are among its counts. */
  allowedPerRun: number;
  /** So many of the scarcest kind are allowed … */
  allowed: number;
  /** … in so many seconds. */
  perSeconds: number;
  /** Share of what may leave at once that is spent just now, by all who ask the provider from here; 0 to 1. */
  spent: number;
  /** The provider wants quiet, or does not answer: nobody asks it before. */
  quietUntil: string | null;
}

export class ConnectionView {
  id: string;
  @ApiProperty({ enum: PROVIDERS })
  provider: ProviderName;
  name: string;
  state: 'active' | 'paused' | 'needs_reconnect';
  /** There always is one; it cannot be read. */
  hasKey: boolean;
  keySetAt: string;
  lastTestedAt: string | null;
  lastTestOk: boolean | null;
  /** When everything was last read to the end. */
  lastGoodSyncAt: string | null;
  /** When the schedule comes to it; null when it does not. */
  nextSyncAt: string | null;
  lastRun: SyncRunView | null;
  /** Null when the stored key cannot be opened: it says which limits count. */
  requests: RequestsView | null;
  /** Rows that were set aside and wait for somebody to look at them. */
  openRows: number;
  /** How its old debts enter: `nothing-old` when the first sync brought none, `reading` before it is done. */
  oldDebts: 'reading' | 'waiting' | 'released' | 'nothing-old';
  /** What the provider says of reminders it sends by itself; null where it says nothing. */
  ownReminders: 'off' | 'on' | 'unknown' | null;
  /** Somebody has to answer for them before anything automatic is sent. */
  isOwnRemindersAnswerNeeded: boolean;
  /** False: the provider never hears of payments. Until somebody answers that they are recorded here, nothing is sent by itself. */
  learnsOfPayments: boolean;
  /** When that was answered. */
  paymentsKeptHereAt: string | null;
  /** Whether the provider can be told an address to call by itself. */
  hasWebhooks: boolean;
  writeBack: WriteBackSwitches;
  version: number;
}

export class ConnectionPage {
  items: ConnectionView[];
  nextCursor: string | null;
}

export class ConnectionProblem {
  code: string;
  /** Who must act: reconnect (whoever has the key), retry (time), reject, bug (us). */
  actor: 'reconnect' | 'retry' | 'reject' | 'bug';
  detail: string;
  /** Names the attempt in the log. */
  reference: string;
}

export class ConnectionTestView {
  ok: boolean;
  /** The firm behind the key, where the provider tells. */
  companyName: string | null;
  problem: ConnectionProblem | null;
}
