import { expect, it } from 'vitest';
import { offsetOf } from './offset-of.js';

it('finds a line and column in a text', () => {
  const text = 'one\ntwo {{ x }}\nthree';
  expect(text.slice(offsetOf(text, 1, 1))).toBe(text);
  expect(text.slice(offsetOf(text, 2, 5))).toBe('{{ x }}\nthree');
  expect(text.slice(offsetOf(text, 3, 1))).toBe('three');
});

it('stays inside the text', () => {
  expect(offsetOf('a\nb', 9, 9)).toBe(3);
  expect(offsetOf('', 1, 1)).toBe(0);
});
