import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { CaseListQuery } from '../../shared/api/schemas.js';

/** What the case list is narrowed to; every field lives in the address of the page. */
export interface CaseFilters {
  readonly state: 'active' | 'closed';
  readonly q: string;
  /** Stage keys, and 'none' for cases without a stage. */
  readonly stages: readonly string[];
  readonly client: string;
  readonly minAmount: string;
  readonly maxAmount: string;
  readonly currency: string;
  readonly minDaysPastDue: string;
  readonly maxDaysPastDue: string;
  readonly dueFrom: string;
  readonly dueTo: string;
  /** Cases whose next step falls on this day or earlier; the overview links here. */
  readonly nextUntil: string;
  readonly sort: string;
  readonly cursor: string;
  /** The number of the page, for people; the cursor is what counts. */
  readonly page: number;
}

export const DEFAULT_SORT = { active: '-daysPastDue', closed: '-closedOn' } as const;

const AMOUNT = /^\d+([.,]\d{1,3})?$/;
const WHOLE = /^-?\d{1,5}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SORT = /^-?(daysPastDue|number|amount|client|nextOn|closedOn)$/;
const CURRENCY = /^[A-Z]{3}$/;

/** Reads the address; what cannot be a filter (a mistyped number) is left out rather than sent. */
export function readFilters(query: LocationQuery): CaseFilters {
  const state = query['state'] === 'closed' ? 'closed' : 'active';
  const text = (name: string, shape?: RegExp): string => {
    const value = query[name];
    if (typeof value !== 'string') return '';
    return shape === undefined || shape.test(value) ? value : '';
  };
  return {
    state,
    q: text('q'),
    stages: text('stage').split(',').filter(Boolean),
    client: text('client'),
    minAmount: text('minAmount', AMOUNT),
    maxAmount: text('maxAmount', AMOUNT),
    currency: text('currency', CURRENCY),
    minDaysPastDue: text('minDaysPastDue', WHOLE),
    maxDaysPastDue: text('maxDaysPastDue', WHOLE),
    dueFrom: text('dueFrom', DAY),
    dueTo: text('dueTo', DAY),
    nextUntil: text('nextUntil', DAY),
    sort: text('sort', SORT) || DEFAULT_SORT[state],
    cursor: text('cursor'),
    page: Math.max(1, Number(text('page', WHOLE) || 1)),
  };
}

/** The address of these filters: only what differs from the plain list, so that links stay short. */
export function writeFilters(filters: CaseFilters): LocationQueryRaw {
  const { state, stages, sort, page, ...texts } = filters;
  const query: LocationQueryRaw = {};
  if (state === 'closed') query['state'] = 'closed';
  if (stages.length > 0) query['stage'] = stages.join(',');
  for (const [name, value] of Object.entries(texts)) if (value) query[name] = value;
  if (sort !== DEFAULT_SORT[state]) query['sort'] = sort;
  if (page > 1 && filters.cursor) query['page'] = String(page);
  return query;
}

const PAGE_ROWS = 100;

/** The question to the API for these filters. */
export function toCaseListQuery(filters: CaseFilters): CaseListQuery {
  const { stages, page: _page, minDaysPastDue, maxDaysPastDue, ...rest } = filters;
  const amount = (text: string): string => text.replace(',', '.');
  const texts = {
    ...rest,
    stage: stages.join(','),
    minAmount: amount(filters.minAmount),
    maxAmount: amount(filters.maxAmount),
  };
  const asked = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ''));
  return {
    ...asked,
    state: filters.state,
    limit: PAGE_ROWS,
    ...(minDaysPastDue === '' ? {} : { minDaysPastDue: Number(minDaysPastDue) }),
    ...(maxDaysPastDue === '' ? {} : { maxDaysPastDue: Number(maxDaysPastDue) }),
    total: true,
  };
}

/** Changed filters begin at the first page again: a cursor belongs to one question. */
export const withFilters = (filters: CaseFilters, change: Partial<CaseFilters>): CaseFilters => ({
  ...filters,
  cursor: '',
  page: 1,
  ...change,
});

/** The plain list of the same state, with its order kept. */
export const withoutFilters = (filters: CaseFilters): CaseFilters => ({
  ...readFilters({}),
  state: filters.state,
  sort: filters.sort,
});

export const isFiltered = (filters: CaseFilters): boolean =>
  Object.keys(writeFilters(withFilters(filters, { state: 'active', sort: DEFAULT_SORT.active })))
    .length > 0;
