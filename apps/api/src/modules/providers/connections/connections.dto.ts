import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';

import { PROVIDERS } from '../provider-registry.js';
import type { SyncRunView } from '../runs/sync-runs.dto.js';

/** What can stand in a header: people paste keys with blanks around them, never inside. */
const KEY = /^[\x21-\x7e]{8,200}$/;
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
  @IsIn(PROVIDERS)
  provider: 'infakt';

  /** The key as the provider shows it. It is never sent back. */
  @trimmed
  @IsString()
  @Matches(KEY, { message: 'apiKey must have 8 to 200 characters without blanks' })
  apiKey: string;
}

export class ConnectionBody extends ConnectionTestBody {
  @trimmed
  @IsString()
  @Length(1, 120)
  name: string;
}

export class ConnectionPatch {
  @IsOptional()
  @trimmed
  @IsString()
  @Length(1, 120)
  name?: string;

  /** A new key; the connection becomes active again. */
  @IsOptional()
  @trimmed
  @IsString()
  @Matches(KEY, { message: 'apiKey must have 8 to 200 characters without blanks' })
  apiKey?: string;

  /** A paused connection is not synced by itself, and notices about its invoices wait. */
  @IsOptional()
  @IsBoolean()
  isPaused?: boolean;
}

export class ConnectionView {
  id: string;
  provider: 'infakt';
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
