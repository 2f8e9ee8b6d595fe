import type { LawCountry } from '@invoicetracker/interest';

/** Member states whose own law is not known here: the directive's minimum holds in each. */
const OTHER_MEMBER_STATES: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DK EE ES FI FR GR HR IE IT LT LU LV MT NL PT RO SE SI SK'.split(' '),
);

/** The law of a country (ISO 3166-1 alpha-2), as far as it is known; null where nothing is. */
export function lawOf(country: string): LawCountry | null {
  if (country === 'PL' || country === 'HU' || country === 'DE') return country;
  return OTHER_MEMBER_STATES.has(country) ? 'EU' : null;
}
