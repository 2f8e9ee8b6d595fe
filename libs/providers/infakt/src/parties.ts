import type { ClientKind } from '@invoicetracker/provider-kit';

/** Who a client is; the same facts stand on the client and, as a copy, on each invoice under other names. */
export interface PartyFacts {
  readonly companyName: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly activityKind: string | null;
  readonly taxNumber: string | null;
}

export function partyKind(facts: PartyFacts): ClientKind {
  if (facts.activityKind !== null)
    return facts.activityKind === 'private_person' ? 'person' : 'business';
  return facts.companyName === null && facts.taxNumber === null ? 'person' : 'business';
}

/** A name to show, whatever is missing. */
export function partyName(facts: PartyFacts, id: number | null): string {
  const personal = [facts.firstName, facts.lastName].filter((part) => part !== null).join(' ');
  return facts.companyName ?? (personal || facts.taxNumber || `#${id ?? '?'}`);
}

/** "Kącik 4/2"; the house number often stands in the street already while its own field is empty. */
export function streetLine(
  street: string | null,
  houseNumber: string | null,
  flatNumber: string | null,
): string | null {
  const number = [houseNumber, flatNumber].filter((part) => part !== null).join('/');
  return [street, number].filter((part) => part !== null && part !== '').join(' ') || null;
}

/** ISO 3166-1 alpha-2; anything else is no country. */
export function countryCode(text: string | null): string | null {
  const code = text?.toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(code) ? code : null;
}
