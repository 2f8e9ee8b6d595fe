import { type ClientSnapshot, splitEmailAddresses } from '@invoicetracker/provider-kit';

import type { Fa } from './document.js';

type Buyer = Fa['Podmiot2'];

/**
 * The buyer as printed. KSeF keeps no list of clients: a tax number is what the same one is known by on the next
 * invoice, however its name is spelt there. A firm from abroad may have a number of its country, a person has none.
 */
export function buyerOf(buyer: Buyer): ClientSnapshot {
  const { DaneIdentyfikacyjne: id, Adres: address } = buyer;
  const number = numberOf(id);
  const { postalCode, city } = placeOf(address?.AdresL2 ?? null);
  const { emails } = splitEmailAddresses(buyer.DaneKontaktowe.map(({ Email }) => Email).join(' '));
  return {
    externalId: number === null ? null : `${number.country}${number.value}`,
    name: id.Nazwa ?? number?.value ?? buyer.NrKlienta ?? '?',
    kind: number === null ? 'person' : 'business',
    taxNumber:
      number === null ? null : number.isVat ? `${number.country}${number.value}` : number.value,
    street: address?.AdresL1 ?? null,
    postalCode,
    city,
    country: countryCode(address?.KodKraju ?? number?.country ?? null),
    emails,
    phone:
      buyer.DaneKontaktowe.map(({ Telefon }) => Telefon).find((phone) => phone !== null) ?? null,
  };
}

interface BuyerNumber {
  readonly country: string;
  readonly value: string;
  /** with the country in front, as VAT numbers of the Union are written */
  readonly isVat: boolean;
}

function numberOf(id: Buyer['DaneIdentyfikacyjne']): BuyerNumber | null {
  if (id.NIP !== null) return { country: 'PL', value: bare(id.NIP), isVat: false };
  if (id.KodUE !== null && id.NrVatUE !== null)
    return { country: id.KodUE, value: bare(id.NrVatUE), isVat: true };
  if (id.NrID !== null) return { country: id.KodKraju ?? '', value: bare(id.NrID), isVat: false };
  return null;
}

function bare(number: string): string {
  return number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** "30-549 Kraków" as people write the second line; anything else is a place without a code. */
function placeOf(line: string | null): { postalCode: string | null; city: string | null } {
  const parts = /^(\d{2}-\d{3})\s+(.+)$/.exec(line ?? '');
  return parts === null
    ? { postalCode: null, city: line }
    : { postalCode: parts[1] as string, city: parts[2] as string };
}

/** ISO 3166-1 alpha-2, but for Greece, which tax offices call EL, and Northern Ireland. */
function countryCode(code: string | null): string | null {
  if (code === 'EL') return 'GR';
  if (code === 'XI') return 'GB';
  return code !== null && /^[A-Z]{2}$/.test(code) ? code : null;
}
