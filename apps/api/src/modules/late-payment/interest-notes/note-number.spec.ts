import { describe, expect, it } from '@jest/globals';

import { DEFAULT_PATTERNS, isNumberPattern, numberIn, seriesOf } from './note-number.js';

describe('numbers of interest notes', () => {
  it('count within the year of their pattern', () => {
    const series = seriesOf('NO/{seq}/{year}', '2026-11-21');
    expect(series).toBe('NO/{seq}/2026');
    expect(numberIn(series, 1)).toBe('NO/1/2026');
    expect(numberIn(series, 120)).toBe('NO/120/2026');
    expect(numberIn(seriesOf('Nota {year}-{seq}', '2027-01-01'), 7)).toBe('Nota 2027-7');
  });

  it('have patterns of their own in each country', () => {
    const patterns = Object.values(DEFAULT_PATTERNS);
    expect(patterns.filter(isNumberPattern)).toEqual(patterns);
    expect(new Set(patterns).size).toBe(patterns.length);
  });

  it.each([
    'NO/{seq}',
    '{year}',
    'NO/{seq}/{seq}/{year}',
    'NO/{seq}/{year}/{year}',
    '{seq}{year}',
    '{year}{seq}',
    'NO1{seq}/{year}',
    'NO/{seq}1/{year}',
    'NO/{seq}/{year}/{month}',
    'NO/{seq}/{year}\n',
    '<{seq}>/{year}',
  ])(
    'are not made by the pattern %j, whose numbers could not be told apart or written',
    (pattern) => {
      expect(isNumberPattern(pattern)).toBe(false);
    },
  );
});
