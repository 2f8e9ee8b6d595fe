import { COUNTRIES } from './countries.js';
import type { LawCountry } from './country-law.js';

/** The other members of the European Union, which all keep at least the minimum of Directive 2011/7/EU. */
const OTHER_MEMBERS: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DK EE ES FI FR GR HR IE IT LT LU LV MT NL PT RO SE SI SK'.split(' '),
);

/**
 * The law that is known for a country: its own, or the European minimum for another member of the Union.
 *
 * @param country ISO 3166-1 alpha-2, or `EU`
 * @returns null for a country of which nothing is known
 */
export function lawFor(country: string): LawCountry | null {
  if (Object.hasOwn(COUNTRIES, country)) return country as LawCountry;
  return OTHER_MEMBERS.has(country) ? 'EU' : null;
}
