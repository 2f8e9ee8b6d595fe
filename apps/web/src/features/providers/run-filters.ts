import type { LocationQuery } from 'vue-router';
import type { SyncRunView } from '../../shared/api/schemas.js';

/** What the history of runs is narrowed to; it lives in the address, so it can be sent and survives a reload. */
export interface RunFilters {
  readonly connectionId: string;
  readonly state: SyncRunView['state'] | '';
  readonly trigger: SyncRunView['trigger'] | '';
  readonly isTroubled: boolean;
  /** First and last day of the account's calendar, or empty. */
  readonly from: string;
  readonly to: string;
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

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const dayIn = (value: LocationQuery[string] | undefined): string =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : '';

/** Reads the filters from an address; whatever is not ours is left out. */
export function filtersIn(query: LocationQuery): RunFilters {
  return {
    connectionId: typeof query['connection'] === 'string' ? query['connection'] : '',
    state: STATES.find((state) => state === query['state']) ?? '',
    trigger: TRIGGERS.find((trigger) => trigger === query['trigger']) ?? '',
    isTroubled: query['troubled'] === 'true',
    from: dayIn(query['from']),
    to: dayIn(query['to']),
  };
}

/** The filters as the address holds them. */
export function toAddress(filters: Partial<RunFilters>): Record<string, string> {
  const { connectionId, state, trigger, isTroubled, from, to } = filters;
  return {
    ...(connectionId && { connection: connectionId }),
    ...(state && { state }),
    ...(trigger && { trigger }),
    ...(isTroubled && { troubled: 'true' }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

/** The filters as the API takes them. */
export function toQuery({ connectionId, state, trigger, isTroubled, from, to }: RunFilters) {
  return {
    ...(connectionId && { connectionId }),
    ...(state && { state }),
    ...(trigger && { trigger }),
    ...(isTroubled && { isTroubled: 'true' as const }),
    ...(from && { from }),
    ...(to && { to }),
  };
}
