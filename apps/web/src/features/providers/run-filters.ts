import type { LocationQuery } from 'vue-router';
import type { SyncRunView } from '../../shared/api/schemas.js';

/** What the history of runs is narrowed to; it lives in the address, so it can be sent and survives a reload. */
export interface RunFilters {
  readonly connectionId: string;
  readonly state: SyncRunView['state'] | '';
  readonly trigger: SyncRunView['trigger'] | '';
  readonly isTroubled: boolean;
}

export const STATES = [
  'queued',
  'running',
  'succeeded',
  'paused',
  'failed',
  'cancelled',
] as const satisfies readonly SyncRunView['state'][];
export const TRIGGERS = [
  'person',
  'schedule',
  'command',
] as const satisfies readonly SyncRunView['trigger'][];

/** Reads the filters from an address; whatever is not ours is left out. */
export function filtersIn(query: LocationQuery): RunFilters {
  return {
    connectionId: typeof query['connection'] === 'string' ? query['connection'] : '',
    state: STATES.find((state) => state === query['state']) ?? '',
    trigger: TRIGGERS.find((trigger) => trigger === query['trigger']) ?? '',
    isTroubled: query['troubled'] === 'true',
  };
}

/** The filters as the address holds them. */
export function toAddress(filters: RunFilters): Record<string, string> {
  const { connectionId, state, trigger, isTroubled } = filters;
  return {
    ...(connectionId && { connection: connectionId }),
    ...(state && { state }),
    ...(trigger && { trigger }),
    ...(isTroubled && { troubled: 'true' }),
  };
}

/** The filters as the API takes them. */
export function toQuery({ connectionId, state, trigger, isTroubled }: RunFilters) {
  return {
    ...(connectionId && { connectionId }),
    ...(state && { state }),
    ...(trigger && { trigger }),
    ...(isTroubled && { isTroubled: 'true' as const }),
  };
}
