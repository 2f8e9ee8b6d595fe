import { expect, it } from '@jest/globals';

import { isNamedInTitle } from './named-in-title.js';

it.each([
  ['zapłata za fakturę FV/12/2026', 'FV/12/2026'],
  ['FV12/2026', 'FV/12/2026'],
  ['fv 12 2026 dziękuję', 'FV/12/2026'],
  ['RE-2026-0007, RE-2026-0008', 'RE-2026-0008'],
])('PL-30 "%s" names %s', (title, number) => {
  expect(isNamedInTitle(title, number)).toBe(true);
});

it.each([
  ['zapłata', 'FV/12/2026'],
  ['FV/112/2026', 'FV/12/2026'],
  ['FV/12/2025', 'FV/12/2026'],
  ['przelew 17', '17'],
  ['', 'FV/12/2026'],
  [null, 'FV/12/2026'],
])('PL-30 "%s" does not name %s', (title, number) => {
  expect(isNamedInTitle(title, number)).toBe(false);
});

it.each(['odsetki od FV/12/2026', 'FV/12/2026 + rekompensata', 'Zinsen zu FV/12/2026'])(
  'leaves "%s" to a person: it may be for what the law adds',
  (title) => {
    expect(isNamedInTitle(title, 'FV/12/2026')).toBe(false);
  },
);
