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
    const rows = await this.tenancy.withoutScope((tx) =>
      tx.query<HostRow>('select * from system_provider_hosts()'),
    );
    return rows.flatMap((row) => troubleOf(row, this.clock) ?? []);
  }
}

/** Hosts fail and pause in real time; people read the calendar. */
function troubleOf(row: HostRow, clock: Clock): TroubledHost | null {
  const { name, failures, last_failure: lastFailure } = row;
  const told = (at: Date | null) => at && clock.onCalendar(at);
  const isPaused = row.paused_until !== null && row.paused_until > clock.wallNow();
  if (row.opened_at !== null)
    return {
      name,
      failures,
      lastFailure,
      state: 'down',
      since: told(row.opened_at),
      againAt: told(row.open_until),
    };
  if (isPaused)
    return {
      name,
      failures,
      lastFailure,
      state: 'paused',
      since: null,
      againAt: told(row.paused_until),
    };
  if (failures === 0) return null;
  return {
    name,
    failures,
    lastFailure,
    state: 'failing',
    since: told(row.failing_since),
    againAt: null,
  };
}
