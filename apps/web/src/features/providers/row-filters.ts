import type { LocationQuery } from 'vue-router';
import type { SyncIssueView } from '../../shared/api/schemas.js';

/** What the rows set aside are narrowed to; it lives in the address, so it can be sent and survives a reload. */
export interface RowFilters {
  readonly connectionId: string;
  readonly reason: string;
  /** Empty: whatever their state. */
  readonly state: SyncIssueView['state'] | '';
}

export const ROW_STATES = [
  'open',
  'ignored',
  'solved',
] as const satisfies readonly SyncIssueView['state'][];

const textIn = (value: LocationQuery[string] | undefined): string =>
  typeof value === 'string' ? value : '';

/** Reads the filters from an address: what is to be looked at, unless it says otherwise. */
export function rowFiltersIn(query: LocationQuery): RowFilters {
  const state = query['state'];
  return {
    connectionId: textIn(query['connection']),
    reason: textIn(query['reason']),
    state: state === 'all' ? '' : (ROW_STATES.find((one) => one === state) ?? 'open'),
  };
}

/** The filters as the address holds them. */
export function toRowAddress({ connectionId, reason, state }: RowFilters): Record<string, string> {
  return {
    ...(connectionId && { connection: connectionId }),
    ...(reason && { reason }),
    ...(state !== 'open' && { state: state || 'all' }),
  };
}
