import { rulesOf, type Rule } from '../law/rule.js';

const DIRECTIVE = 'https://eur-lex.europa.eu/eli/dir/2011/7/oj';

export const EU_RULES: readonly Rule[] = [
  ...rulesOf(DIRECTIVE, {
    'EU-1': [
      'Directive 2011/7/EU, art. 2(6)-(7), 3(2)',
      'reference rate of the first day of the half-year and at least 8 percentage points',
    ],
    'EU-2': [
      'Directive 2011/7/EU, art. 3-4, 6',
      '30 days without an agreed term; at least 40 EUR without a reminder',
    ],
  }),
  ...rulesOf(null, {
    'EU-credit': ['the directive is silent', 'payments settle the principal first'],
  }),
];
