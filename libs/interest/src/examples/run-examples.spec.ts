import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runExamples } from './run-examples.js';

const file: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../examples/worked-examples.json'), 'utf8'),
);

describe('the worked examples that come with the product', () => {
  const results = runExamples(file);

  it('are all here', () => {
    expect(results).toHaveLength(55);
  });

  it.each(results.map((result) => [result.id, result] as const))('%s is matched', (_id, result) => {
    expect(result).toMatchObject({ outcome: 'matched', differences: [], reason: null });
  });
});
