import { expect, it } from '@jest/globals';
import { countReport } from './test-steps.mjs';

const clean = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};

it('counts what passed and what failed', () => {
  expect(countReport(clean, 0)).toEqual({ passed: 7, failed: 0 });
  expect(countReport({ ...clean, numFailedTests: 2 }, 1)).toEqual({ passed: 7, failed: 2 });
});

it('counts a skipped test as failed', () => {
  expect(countReport({ ...clean, numPendingTests: 1, numTodoTests: 1 }, 0)).toEqual({
    passed: 7,
    failed: 2,
  });
});

it('lets tests be skipped when only some were asked for by name', () => {
  expect(countReport({ ...clean, numPendingTests: 5 }, 0, true)).toEqual({ passed: 7, failed: 0 });
});

it('counts a file that could not be read as failed', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}] },
  ];
  expect(countReport({ ...clean, numFailedTests: 1, testResults }, 1)).toEqual({
    passed: 7,
    failed: 2,
  });
});

it('never calls a run good whose runner failed', () => {
  expect(countReport(clean, 1)).toEqual({ passed: 7, failed: 1 });
  expect(countReport(null, 0)).toEqual({ passed: 0, failed: 1 });
});
