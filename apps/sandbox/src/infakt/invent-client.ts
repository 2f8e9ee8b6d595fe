import type { SeededRandom } from '../fiction/seeded-random.js';
import { slug } from '../fiction/slug.js';
import { germanVatNumber, hungarianTaxNumber, polishTaxNumber } from '../fiction/tax-numbers.js';
import {
  BRAND_ENDS,
  BRAND_STARTS,
  FIRST_NAMES,
  GERMAN_FIRMS,
  GERMAN_PLACES,
  HUNGARIAN_FIRMS,
  HUNGARIAN_PLACES,
  LAST_NAMES,
  LEGAL_FORMS,
  STREETS,
  TOWNS,
  TRADES,
} from '../fiction/words.js';
import type { SandboxClient } from './sandbox-client.js';

/** A lifelike client with the irregularities the real lists have; `random` must be seeded by company and id. */
export function inventClient(id: number, random: SeededRandom): SandboxClient {
  const uuid = random.uuid(id);
  const roll = random.next();
  const identity =
    roll < 0.04
      ? hungarianFirm(random)
      : roll < 0.08
        ? germanFirm(random)
        : roll < 0.2
          ? person(random)
          : roll < 0.42
            ? soleTrader(random)
            : polishFirm(random);
  return { ...EMPTY, ...identity, id, uuid };
}

const EMPTY = {
  company_name: null,
  street: null,
  street_number: null,
  flat_number: null,
  city: null,
  country: 'PL',
  country_full_name: 'Polska',
  postal_code: null,
  nip: '',
  phone_number: null,
  web_site: '',
  email: '',
  note: '',
  receiver: '',
  mailing_company_name: '',
  mailing_street: '',
  mailing_city: '',
  mailing_postal_code: '',
  days_to_payment: '',
  payment_method: 'transfer',
  invoice_note: '',
  same_forward_address: true,
  first_name: null,
  last_name: null,
  business_activity_kind: 'other_business',
  is_vindicable: false,
  vindicable_invoices_count: 0,
} as const satisfies Omit<SandboxClient, 'id' | 'uuid'>;

type Identity = Partial<Omit<SandboxClient, 'id' | 'uuid'>>;

function polishFirm(random: SeededRandom): Identity {
  const brand = random.pick(BRAND_STARTS) + random.pick(BRAND_ENDS);
  const company_name = `${random.pick(TRADES)} ${brand} ${random.pick(LEGAL_FORMS)}`;
  return {
    company_name,
    nip: asTyped(polishTaxNumber(random), random),
    email: emailField(`${slug(brand)}.example`, random),
    phone_number: phone(random),
    days_to_payment: random.chance(0.5) ? String(random.pick([7, 14, 21, 30])) : '',
    ...polishAddress(random),
  };
}

function soleTrader(random: SeededRandom): Identity {
  const name = personName(random);
  const trade = random.pick(TRADES);
  return {
    company_name: `${trade} ${name.first_name} ${name.last_name}`,
    ...name,
    business_activity_kind: 'self_employed',
    nip: asTyped(polishTaxNumber(random), random),
    email: emailField(`${slug(name.last_name)}-${slug(trade)}.example`, random),
    phone_number: phone(random),
    ...polishAddress(random),
  };
}

function person(random: SeededRandom): Identity {
  const name = personName(random);
  const mailbox = `${slug(name.first_name)}.${slug(name.last_name)}`;
  return {
    ...name,
    business_activity_kind: 'private_person',
    email: random.chance(0.9) ? `${mailbox}@poczta.example` : null,
    phone_number: random.chance(0.6) ? phone(random) : '',
    ...polishAddress(random),
  };
}

function hungarianFirm(random: SeededRandom): Identity {
  const company_name = random.pick(HUNGARIAN_FIRMS);
  const [city, postal_code, street] = random.pick(HUNGARIAN_PLACES);
  return {
    company_name,
    nip: hungarianTaxNumber(random),
    email: `penzugy@${slug(company_name.split(' ')[0] as string)}.example`,
    street: `${street} ${random.integer(1, 90)}.`,
    city,
    postal_code,
    country: 'HU',
    country_full_name: 'Węgry',
  };
}

function germanFirm(random: SeededRandom): Identity {
  const company_name = random.pick(GERMAN_FIRMS);
  const [city, postal_code, street] = random.pick(GERMAN_PLACES);
  return {
    company_name,
    nip: germanVatNumber(random),
    email: `buchhaltung@${slug(company_name.split(' ')[0] as string)}.example`,
    street,
    street_number: String(random.integer(1, 120)),
    city,
    postal_code,
    country: 'DE',
    country_full_name: 'Niemcy',
  };
}

function personName(random: SeededRandom): { first_name: string; last_name: string } {
  const first_name = random.pick(FIRST_NAMES);
  const last_name = random.pick(LAST_NAMES)[first_name.endsWith('a') ? 0 : 1];
  return { first_name, last_name };
}

/** The number often stands in the street itself while its own field is empty. */
function polishAddress(random: SeededRandom): Identity {
  const [city, prefix] = random.pick(TOWNS);
  const number = `${random.integer(1, 148)}${random.chance(0.15) ? random.pick(['A', 'B', 'C']) : ''}`;
  const flat_number = random.chance(0.3) ? String(random.integer(1, 60)) : '';
  const street = random.pick(STREETS);
  const postal_code = `${prefix}-${random.digits(3)}`;
  if (random.chance(0.4)) {
    const inside = flat_number === '' ? number : `${number}/${flat_number}`;
    return {
      city,
      postal_code,
      street: `ul. ${street} ${inside}`,
      street_number: null,
      flat_number: null,
    };
  }
  return { city, postal_code, street, street_number: number, flat_number };
}

/** Kept as somebody typed it. */
function asTyped(nip: string, random: SeededRandom): string {
  const roll = random.next();
  if (roll < 0.2) return `${nip.slice(0, 3)}-${nip.slice(3, 6)}-${nip.slice(6, 8)}-${nip.slice(8)}`;
  if (roll < 0.26) return `PL${nip}`;
  return nip;
}

/** One field for what may be one address, several, none, or a remark. */
function emailField(domain: string, random: SeededRandom): string | null {
  const main = `${random.pick(['ksiegowosc', 'biuro', 'faktury', 'kontakt'])}@${domain}`;
  const roll = random.next();
  if (roll < 0.06) return `${main}, prezes@${domain}`;
  if (roll < 0.1) return `${main};windykacja@${domain}`;
  if (roll < 0.13) return `${main}; brak`;
  if (roll < 0.16) return '';
  if (roll < 0.18) return null;
  return main;
}

function phone(random: SeededRandom): string {
  const digits = `${random.pick(['50', '60', '69', '78', '88'])}${random.digits(7)}`;
  return random.chance(0.5)
    ? `+48 ${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`
    : digits;
}
