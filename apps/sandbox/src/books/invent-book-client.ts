import {
  HUNGARIAN_BRANDS,
  HUNGARIAN_FIRST_NAMES,
  HUNGARIAN_LAST_NAMES,
  HUNGARIAN_LEGAL_FORMS,
  HUNGARIAN_STREETS,
  HUNGARIAN_TOWNS,
  HUNGARIAN_TRADES,
} from '../fiction/hungarian-words.js';
import type { SeededRandom } from '../fiction/seeded-random.js';
import { slug } from '../fiction/slug.js';
import { germanVatNumber, hungarianTaxNumber, polishTaxNumber } from '../fiction/tax-numbers.js';
import {
  BRAND_ENDS,
  BRAND_STARTS,
  FIRST_NAMES,
  GERMAN_FIRMS,
  GERMAN_PLACES,
  LAST_NAMES,
  LEGAL_FORMS,
  STREETS,
  TOWNS,
  TRADES,
} from '../fiction/words.js';
import type { BookClient } from './book-client.js';
import type { BooksCountry } from './books-plan.js';

type Identity = Omit<BookClient, 'id' | 'uuid' | 'isReminded' | 'updatedAt'>;

/** A lifelike client, mostly from the firm's own country; `random` must be seeded by books and id. */
export function inventBookClient(
  id: number,
  country: BooksCountry,
  updatedAt: string,
  random: SeededRandom,
): BookClient {
  const uuid = random.uuid(id);
  const identity = identityOf(country, random);
  return { ...identity, id, uuid, isReminded: random.chance(0.1), updatedAt };
}

function identityOf(country: BooksCountry, random: SeededRandom): Identity {
  const roll = random.next();
  if (roll < 0.05) return germanFirm(random);
  if (roll < 0.08) return country === 'HU' ? polishFirm(random) : hungarianFirm(random);
  if (roll < 0.2) return country === 'HU' ? hungarianPerson(random) : polishPerson(random);
  if (roll < 0.4) return country === 'HU' ? hungarianTrader(random) : polishTrader(random);
  return country === 'HU' ? hungarianFirm(random) : polishFirm(random);
}

function polishFirm(random: SeededRandom): Identity {
  const brand = random.pick(BRAND_STARTS) + random.pick(BRAND_ENDS);
  return {
    ...polishAddress(random),
    ...firm(`${random.pick(TRADES)} ${brand} ${random.pick(LEGAL_FORMS)}`),
    taxNumber: polishTaxNumber(random),
    emails: mailboxes(random, ['ksiegowosc', 'biuro', 'faktury'], brand),
    phone: polishPhone(random),
  };
}

function polishTrader(random: SeededRandom): Identity {
  const person = polishPerson(random);
  const trade = random.pick(TRADES);
  return {
    ...person,
    name: `${trade} ${person.name}`,
    isPerson: false,
    taxNumber: polishTaxNumber(random),
    emails: mailboxes(random, ['biuro', 'kontakt'], `${person.lastName ?? ''}-${trade}`),
  };
}

function polishPerson(random: SeededRandom): Identity {
  const firstName = random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES)[firstName.endsWith('a') ? 0 : 1];
  return {
    ...polishAddress(random),
    ...consumer(random, firstName, lastName, 'poczta.example'),
    name: `${firstName} ${lastName}`,
    phone: random.chance(0.6) ? polishPhone(random) : null,
  };
}

function hungarianFirm(random: SeededRandom): Identity {
  const brand = random.pick(HUNGARIAN_BRANDS);
  return {
    ...hungarianAddress(random),
    ...firm(`${brand} ${random.pick(HUNGARIAN_TRADES)} ${random.pick(HUNGARIAN_LEGAL_FORMS)}`),
    taxNumber: hungarianTaxNumber(random),
    emails: mailboxes(random, ['penzugy', 'iroda', 'konyveles'], brand),
    phone: hungarianPhone(random),
  };
}

function hungarianTrader(random: SeededRandom): Identity {
  const person = hungarianPerson(random);
  return {
    ...person,
    name: `${person.name} e.v.`,
    isPerson: false,
    taxNumber: hungarianTaxNumber(random),
    emails: mailboxes(random, ['iroda', 'info'], `${person.lastName ?? ''}-ev`),
  };
}

/** Family name first. */
function hungarianPerson(random: SeededRandom): Identity {
  const firstName = random.pick(HUNGARIAN_FIRST_NAMES);
  const lastName = random.pick(HUNGARIAN_LAST_NAMES);
  return {
    ...hungarianAddress(random),
    ...consumer(random, firstName, lastName, 'level.example'),
    name: `${lastName} ${firstName}`,
    phone: random.chance(0.6) ? hungarianPhone(random) : null,
  };
}

function germanFirm(random: SeededRandom): Identity {
  const name = random.pick(GERMAN_FIRMS);
  const [city, postalCode, street] = random.pick(GERMAN_PLACES);
  return {
    ...firm(name),
    street: `${street} ${random.integer(1, 120)}`,
    postalCode,
    city,
    country: 'DE',
    taxNumber: germanVatNumber(random),
    emails: [`buchhaltung@${slug(name.split(' ')[0] as string)}.example`],
    phone: null,
  };
}

function firm(name: string) {
  return { name, isPerson: false, firstName: null, lastName: null };
}

function consumer(random: SeededRandom, firstName: string, lastName: string, domain: string) {
  const emails = random.chance(0.9) ? [`${slug(firstName)}.${slug(lastName)}@${domain}`] : [];
  return { isPerson: true, firstName, lastName, taxNumber: null, emails };
}

function polishAddress(random: SeededRandom) {
  const [city, prefix] = random.pick(TOWNS);
  const flat = random.chance(0.3) ? `/${random.integer(1, 60)}` : '';
  return {
    street: `${random.pick(STREETS)} ${random.integer(1, 148)}${flat}`,
    postalCode: `${prefix}-${random.digits(3)}`,
    city,
    country: 'PL',
  };
}

function hungarianAddress(random: SeededRandom) {
  const [city, postalCode] = random.pick(HUNGARIAN_TOWNS);
  const street = `${random.pick(HUNGARIAN_STREETS)} ${random.integer(1, 120)}.`;
  return { street, postalCode, city, country: 'HU' };
}

/** Most have one address, some several, some none. */
function mailboxes(random: SeededRandom, names: readonly string[], brand: string): string[] {
  const domain = `${slug(brand)}.example`;
  const main = `${random.pick(names)}@${domain}`;
  const roll = random.next();
  if (roll < 0.06) return [];
  return roll < 0.16 ? [main, `direct@${domain}`] : [main];
}

function polishPhone(random: SeededRandom): string {
  const digits = `${random.pick(['50', '60', '69', '78', '88'])}${random.digits(7)}`;
  return `+48 ${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
}

function hungarianPhone(random: SeededRandom): string {
  return `+36 ${random.pick(['20', '30', '70'])} ${random.digits(3)} ${random.digits(4)}`;
}
