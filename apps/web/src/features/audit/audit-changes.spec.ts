import { expect, it } from 'vitest';
import { auditChanges } from './audit-changes.js';

it('names the fields that differ, old and new', () => {
  expect(auditChanges({ name: 'Buk', role: 'viewer' }, { name: 'Buk', role: 'admin' })).toEqual([
    { field: 'role', before: 'viewer', after: 'admin' },
  ]);
});

it('shows what came and what went', () => {
  expect(auditChanges({ a: 1 }, { b: [2] })).toEqual([
    { field: 'a', before: '1', after: null },
    { field: 'b', before: null, after: '[2]' },
  ]);
});

it('takes what was empty for what was not there', () => {
  expect(auditChanges({ until: null }, { until: '2026-06-01' })).toEqual([
    { field: 'until', before: null, after: '2026-06-01' },
  ]);
});

it('has nothing to show where nothing was kept', () => {
  expect(auditChanges(null, undefined)).toEqual([]);
});
