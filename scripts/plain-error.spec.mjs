import { expect, it } from '@jest/globals';
import { describeFailure, PlainError } from './plain-error.mjs';

it('says what can be mended without a stack', () => {
  expect(describeFailure(new PlainError('Port 3000 is in use.'))).toBe('Port 3000 is in use.');
});

it.each([
  ['Node', Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })],
  [
    'PostgreSQL',
    new PlainError('PostgreSQL did not start:\nFATAL: could not write: No space left on device'),
  ],
])('says that the disk is full when %s says so', (_who, error) => {
  expect(describeFailure(error)).toBe(
    'The disk is full: free some space (about 2 GB are needed) and start again.',
  );
});

it('names the file that may not be touched', () => {
  const error = Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/repo/.data' });
  expect(describeFailure(error)).toContain('No permission for /repo/.data');
});

it('shows where a mistake of ours happened', () => {
  expect(describeFailure(new TypeError('x is not a function'))).toContain('plain-error.spec.mjs');
});
