import type { ClientKind } from '@invoicetracker/provider-kit';

/** Who a client is; the same facts stand on the contractor and, as a copy, on each invoice. */
export interface PartyFacts {
  readonly name: string | null;
  readonly taxNumber: string | null;
  /** nip, vat, pesel, regon, custom, none … */
  readonly taxIdType: string | null;
}

/** Whoever has no tax number is taken for a consumer: the law then asks for more care, never for less. */
export function partyKind(facts: PartyFacts): ClientKind {
  return taxNumberOf(facts) === null ? 'person' : 'business';
}

/** As typed. A PESEL stands in the same field: it names a person and is of no use to us, so it is dropped here. */
export function taxNumberOf({ taxNumber, taxIdType }: PartyFacts): string | null {
  return taxIdType?.toLowerCase() === 'pesel' ? null : taxNumber;
}

/** A name to show, whatever is missing. */
export function partyName(facts: PartyFacts, id: string | null): string {
  return facts.name ?? taxNumberOf(facts) ?? `#${id ?? '?'}`;
}

/** "Legnicka 33/12"; the numbers often stand in the street already while their own fields are empty. */
export function streetLine(
  street: string | null,
  building: string | null,
  flat: string | null,
): string | null {
  const number = [building, flat].filter((part) => part !== null).join('/');
  return [street, number].filter((part) => part !== null && part !== '').join(' ') || null;
}

/** ISO 3166-1 alpha-2; anything else is no country. */
export function countryCode(text: string | null): string | null {
  const code = text?.toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(code) ? code : null;
}
