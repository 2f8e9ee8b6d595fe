import { expect, it } from 'vitest';
import { preferredLanguage } from './languages.js';
import { polishPlural } from './plural.js';

it.each([
  [0, 'spraw'],
  [1, 'sprawa'],
  [2, 'sprawy'],
  [4, 'sprawy'],
  [5, 'spraw'],
  [12, 'spraw'],
  [14, 'spraw'],
  [21, 'spraw'],
  [22, 'sprawy'],
  [104, 'sprawy'],
  [112, 'spraw'],
])('counts %i %s', (count, form) => {
  expect(['sprawa', 'sprawy', 'spraw'][polishPlural(count, 3)]).toBe(form);
});

it.each([
  ['hu', ['pl-PL'], 'hu'],
  [null, ['fr-FR', 'de-AT', 'pl'], 'de'],
  ['klingon', [], 'en'],
])('shows %j with the browser asking for %j in %s', (stored, wanted, shown) => {
  expect(preferredLanguage(stored, wanted)).toBe(shown);
});
