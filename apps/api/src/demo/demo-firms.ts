import type { NewAccount } from '../modules/accounts/create-account.js';

/** A firm of the demo: invented, with addresses nobody can reach. */
export interface DemoFirm {
  readonly account: NewAccount;
  readonly details: Readonly<Record<string, unknown>>;
  /** The sandbox opens a data set of its own for each key. */
  readonly infaktKey: string | null;
  /** The first firm sends at any hour, so that a demo started on a Sunday night is alive. */
  readonly isAlwaysOpen: boolean;
}

export const DEMO_FIRMS: readonly DemoFirm[] = [
  {
    account: {
      name: 'Pracownia Dąb',
      legalName: 'Pracownia Dąb sp. z o.o.',
      country: 'PL',
      timeZone: 'Europe/Warsaw',
      currency: 'PLN',
      language: 'pl',
    },
    details: {
      tax_number: '6762489137',
      street: 'ul. Stolarska 7',
      postal_code: '31-043',
      city: 'Kraków',
      email: 'biuro@pracownia-dab.example',
      phone: '+48 12 345 67 80',
      contact_person: 'Magdalena Dąbrowska',
      bank_account: '61 1090 1014 0000 0712 1981 2874',
      bank_name: 'Bank Przykładowy',
      staff_emails: ['windykacja@pracownia-dab.example'],
    },
    infaktKey: 'sandbox-pracownia-dab',
    isAlwaysOpen: true,
  },
  {
    account: {
      name: 'Meblotex',
      legalName: 'Meblotex Nowak i Wspólnicy sp. j.',
      country: 'PL',
      timeZone: 'Europe/Warsaw',
      currency: 'PLN',
      language: 'pl',
    },
    details: {
      tax_number: '7792369887',
      street: 'ul. Głogowska 112',
      postal_code: '60-243',
      city: 'Poznań',
      email: 'ksiegowosc@meblotex.example',
      phone: '+48 61 222 33 44',
      contact_person: 'Tomasz Nowak',
      bank_account: '27 1140 2004 0000 3002 0135 5387',
      bank_name: 'Bank Przykładowy',
      staff_emails: [],
    },
    infaktKey: 'sandbox-meblotex',
    isAlwaysOpen: false,
  },
  {
    account: {
      name: 'Duna Csavar',
      legalName: 'Duna Csavar Kft.',
      country: 'HU',
      timeZone: 'Europe/Budapest',
      currency: 'HUF',
      language: 'hu',
    },
    details: {},
    infaktKey: null,
    isAlwaysOpen: false,
  },
];
