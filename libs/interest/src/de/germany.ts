import type { CountryLaw } from '../law/country-law.js';
import { compensation } from './compensation.js';
import { defaultStart } from './default-start.js';
import { delayRate } from './delay-rate.js';
import { limitation } from './limitation.js';
import { DE_RULES } from './rules.js';

/** Late payment in Germany. */
export const DE: CountryLaw = {
  country: 'DE',
  rules: DE_RULES,
  shiftRules: ['DE-4'],
  crediting: {
    order: 'interest-first',
    rules: ['DE-5'],
    designation: { rules: ['DE-5'], canTakeSideClaimsFirst: false },
  },
  delayRate,
  agreedRateCap: () => null,
  compensation,
  limitation,
  defaultStart,
};
