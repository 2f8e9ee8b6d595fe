import {
  type ClientKind,
  type ClientSnapshot,
  normaliseTaxNumber,
} from '@invoicetracker/provider-kit';
import {
  idNumber,
  list,
  perhaps,
  plainText,
  type ReadBy,
  row,
  text,
} from '@invoicetracker/provider-kit/read-row';

/** A partner, or the copy of one that a document keeps from the day it was issued. */
export const partyRow = row({
  id: perhaps(idNumber),
  name: text,
  address: perhaps(row({ country_code: text, post_code: text, city: text, address: text })),
  emails: perhaps(list(perhaps(plainText))),
  taxcode: text,
  phone: text,
  tax_type: text,
});

export type PartyRow = ReadBy<typeof partyRow>;

/** The client as printed on a document. */
export function snapshot(party: PartyRow): ClientSnapshot {
  return {
    externalId: party.id == null ? null : String(party.id),
    name: partyName(party),
    kind: partyKind(party),
    taxNumber: normaliseTaxNumber(party.taxcode),
    ...addressOf(party),
  };
}

/** Billingo asks only whether somebody has a tax number; a foreign one is a firm abroad. */
export function partyKind({ tax_type, taxcode }: PartyRow): ClientKind {
  switch (tax_type) {
    case 'HAS_TAX_NUMBER':
    case 'FOREIGN':
      return 'business';
    case 'NO_TAX_NUMBER':
      return 'person';
    default:
      return taxcode === null ? 'person' : 'business';
  }
}

/** A name to show, whatever is missing. */
export function partyName({ name, taxcode, id }: PartyRow): string {
  return name ?? taxcode ?? `#${id ?? '?'}`;
}

export function addressOf({ address }: PartyRow) {
  return {
    street: address?.address ?? null,
    postalCode: address?.post_code ?? null,
    city: address?.city ?? null,
    country: countryCode(address?.country_code ?? null),
  };
}

/** ISO 3166-1 alpha-2; "" and anything else is no country. */
function countryCode(text: string | null): string | null {
  const code = text?.toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(code) ? code : null;
}
