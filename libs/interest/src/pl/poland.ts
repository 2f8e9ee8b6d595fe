import type { CountryLaw } from '../law/country-law.js';
import { compensation } from './compensation.js';
import { defaultStart } from './default-start.js';
import { agreedRateCap, delayRate } from './delay-rate.js';
import { limitation } from './limitation.js';
import { PL_RULES } from './rules.js';

/** Late payment in Poland. */
export const PL: CountryLaw = {
  country: 'PL',
  rules: PL_RULES,
  shiftRules: ['PL-11'],
  // PL-30: the creditor's right, not a duty; demands use it, a policy may choose otherwise
  crediting: {
    order: 'interest-first',
    rules: ['PL-28'],
    designation: { rules: ['PL-28', 'PL-30'], canTakeSideClaimsFirst: true },
  },
  delayRate,
  agreedRateCap,
  compensation,
  limitation,
  defaultStart,
};
