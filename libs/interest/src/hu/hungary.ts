import type { CountryLaw } from '../law/country-law.js';
import { compensation } from './compensation.js';
import { defaultStart } from './default-start.js';
import { delayRate } from './delay-rate.js';
import { limitation } from './limitation.js';
import { HU_RULES } from './rules.js';

/** Late payment in Hungary. */
export const HU: CountryLaw = {
  country: 'HU',
  rules: HU_RULES,
  shiftRules: ['HU-11'],
  crediting: {
    order: 'interest-first',
    rules: ['HU-9'],
    designation: { rules: ['HU-9'], canTakeSideClaimsFirst: false },
  },
  delayRate,
  agreedRateCap: () => null,
  compensation,
  limitation,
  defaultStart,
};
