import { expect, it } from 'vitest';
import { plainFigure } from './rate-draft.js';

it.each([
  ['3,75', '3.75'],
  [' 3.75 % ', '3.75'],
  ['-0,88', '-0.88'],
  ['1 234,5', '1234.5'],
])('reads the figure "%s"', (typed, plain) => {
  expect(plainFigure(typed)).toBe(plain);
});
