import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';

/** A provider's host that does not answer as it should, or has asked for quiet. */
export interface TroubledHost {
  /** Provider and host, e.g. `infakt:api.infakt.pl`. */
  readonly name: string;
  /** `down`: left alone until `againAt`; `paused`: it asked for quiet until then; `failing`: asked as ever. */
  readonly state: 'down' | 'paused' | 'failing';
  /** Requests that failed one after the other. */
  readonly failures: number;
  /** Code of what went wrong last. */
  readonly lastFailure: string | null;
  readonly since: Date | null;
  readonly againAt: Date | null;
}

interface HostRow {
  readonly name: string;
  readonly failures: number;
  readonly failing_since: Date | null;
  readonly last_failure: string | null;
  readonly opened_at: Date | null;
  readonly open_until: Date | null;
  readonly paused_until: Date | null;
}

/** How the providers' hosts are, for the operator of the installation. */
@Injectable()
export class TroubledHosts {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  async all(): Promise<TroubledHost[]> {
    const wall = this.clock.wallNow();
    const rows = await this.tenancy.withoutScope((tx) =>
      tx.query<HostRow>('select * from system_provider_hosts()'),
    );
    return rows.flatMap((row) => troubleOf(row, wall) ?? []);
  }
}

function troubleOf(row: HostRow, wall: Date): TroubledHost | null {
  const { name, failures, last_failure: lastFailure } = row;
  const isPaused = row.paused_until !== null && row.paused_until > wall;
  if (row.opened_at !== null)
    return {
      name,
      failures,
      lastFailure,
      state: 'down',
      since: row.opened_at,
      againAt: row.open_until,
    };
  if (isPaused)
    return { name, failures, lastFailure, state: 'paused', since: null, againAt: row.paused_until };
  if (failures === 0) return null;
  return { name, failures, lastFailure, state: 'failing', since: row.failing_since, againAt: null };
}
