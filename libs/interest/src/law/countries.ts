import { BASISZINS } from '../de/basiszins.js';
import { DE } from '../de/germany.js';
import { ECB_MAIN_REFINANCING } from '../eu/ecb-main-refinancing.js';
import { EU } from '../eu/european-minimum.js';
import { HU } from '../hu/hungary.js';
import { MNB_BASE_RATE } from '../hu/mnb-base-rate.js';
import { NBP_MID_RATES } from '../pl/nbp-mid-rates.js';
import { NBP_REFERENCE } from '../pl/nbp-reference.js';
import { PL } from '../pl/poland.js';
import { exchangeRates } from '../rates/exchange-rates.js';
import { rateBook } from '../rates/rate-book.js';
import type { CountryLaw, LawCountry } from './country-law.js';
import type { Rule } from './rule.js';

/** Every country whose law is known. A fourth is one folder and one line here. */
export const COUNTRIES: Readonly<Record<LawCountry, CountryLaw>> = { PL, HU, DE, EU };

/** The reference rates that come with the product. */
export const SHIPPED_RATES = rateBook([
  NBP_REFERENCE,
  MNB_BASE_RATE,
  BASISZINS,
  ECB_MAIN_REFINANCING,
]);

/** The mid rates that come with the product. */
export const SHIPPED_EXCHANGE_RATES = exchangeRates(NBP_MID_RATES);

/** The rule of that id, of whatever country; undefined for an id nobody gave. */
export function ruleOf(id: string): Rule | undefined {
  return RULES.get(id);
}

const RULES: ReadonlyMap<string, Rule> = new Map(
  Object.values(COUNTRIES).flatMap((law) => law.rules.map((rule) => [rule.id, rule] as const)),
);
