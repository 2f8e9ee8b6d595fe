import { type ClientKind, normaliseTaxNumber } from '@invoicetracker/provider-kit';

/** Who a client is; the same facts stand on the client and, as a copy, on each invoice under other names. */
export interface PartyFacts {
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly isCompany: boolean | null;
  readonly taxNumber: string | null;
}

export function partyKind(facts: PartyFacts): ClientKind {
  if (facts.isCompany !== null) return facts.isCompany ? 'business' : 'person';
  return facts.name === null && facts.taxNumber === null ? 'person' : 'business';
}

/** A name to show, whatever is missing. */
export function partyName(facts: PartyFacts, id: number | null): string {
  const personal = [facts.firstName, facts.lastName].filter((part) => part !== null).join(' ');
  return facts.name ?? (personal || facts.taxNumber || `#${id ?? '?'}`);
}

/** What the number may be called: empty for a Polish one, `NIP` in older data. */
const TAX_NUMBER_KINDS = ['', 'nip', 'nip_ue', 'nip_with_id', 'other'];

/** The number to compare by; null where the field holds something else, such as a PESEL or REGON. */
export function comparableTaxNumber(text: string | null, kind: string | null): string | null {
  const named = (kind ?? '').toLowerCase();
  if (!TAX_NUMBER_KINDS.includes(named)) return null;
  // NIP and the number of a branch behind a dash: the debtor is the firm
  const firm = named === 'nip_with_id' ? (text ?? '').replace(/-\d{5}$/, '') : text;
  return normaliseTaxNumber(firm);
}

/** ISO 3166-1 alpha-2; older data has names of countries, which are no code. */
export function countryCode(text: string | null): string | null {
  const code = text?.toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(code) ? code : null;
}
