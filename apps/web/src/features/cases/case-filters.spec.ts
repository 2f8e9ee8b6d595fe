import { expect, it } from 'vitest';
import {
  isFiltered,
  readFilters,
  toCaseListQuery,
  withFilters,
  withoutFilters,
  writeFilters,
} from './case-filters.js';

const FULL = {
  state: 'closed',
  q: 'Żytnia',
  stage: 'demand,none',
  client: '01997d3f-0000-7c41-9a55-0f3e6f6f2a10',
  minAmount: '100',
  maxAmount: '2500,50',
  currency: 'PLN',
  minDaysPastDue: '-2',
  maxDaysPastDue: '30',
  dueFrom: '2026-01-01',
  dueTo: '2026-06-30',
  sort: 'amount',
};

it('keeps every filter in the address, there and back', () => {
  expect(writeFilters(readFilters(FULL))).toEqual(FULL);
});

it('leaves the address of the plain list empty', () => {
  expect(writeFilters(readFilters({}))).toEqual({});
  expect(isFiltered(readFilters({}))).toBe(false);
});

it('drops what cannot be a filter instead of asking the server with it', () => {
  const filters = readFilters({
    minAmount: 'a lot',
    maxDaysPastDue: '1.5',
    dueFrom: 'yesterday',
    sort: 'password',
    currency: 'złoty',
  });
  expect(isFiltered(filters)).toBe(false);
  expect(toCaseListQuery(filters)).toEqual({
    state: 'active',
    sort: '-daysPastDue',
    limit: 100,
    total: true,
  });
});

it('asks the server with numbers as numbers and a comma as a decimal point', () => {
  expect(toCaseListQuery(readFilters(FULL))).toMatchObject({
    state: 'closed',
    stage: 'demand,none',
    maxAmount: '2500.50',
    minDaysPastDue: -2,
    maxDaysPastDue: 30,
    sort: 'amount',
  });
});

it('begins at the first page when a filter changes, because a cursor belongs to one question', () => {
  const deep = readFilters({ cursor: 'abc', page: '4' });
  expect(deep).toMatchObject({ cursor: 'abc', page: 4 });
  expect(writeFilters(withFilters(deep, { q: 'x' }))).toEqual({ q: 'x' });
});

it('clears the filters but not the state and the order', () => {
  const filters = readFilters(FULL);
  expect(writeFilters(withoutFilters(filters))).toEqual({ state: 'closed', sort: 'amount' });
});
