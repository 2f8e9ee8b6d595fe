import { money, zero } from '@invoicetracker/money';

import type { NoticeFacts } from './notice-facts.js';

/** Made-up data for previews without a case, and for checking that a text says what it must say. */
export const EXAMPLE_FACTS: NoticeFacts = {
  firm: {
    legalName: 'Przykładowa Firma sp. z o.o.',
    taxNumber: '5252248481',
    address: 'ul. Polna 1, 00-001 Warszawa, PL',
    country: 'PL',
    email: 'rozliczenia@firma.example',
    phone: '+48 22 555 01 23',
    contactPerson: 'Anna Nowak',
    bankAccount: 'PL61109010140000071219812874',
    bankName: 'Bank Przykładowy',
  },
  client: {
    name: 'Kowalski i Wspólnicy S.A.',
    taxNumber: '7010001454',
    address: 'ul. Leśna 12, 30-002 Kraków, PL',
  },
  invoices: [
    {
      number: 'FV/10/2026',
      issuedOn: '2026-10-01',
      dueOn: '2026-10-15',
      gross: money(123_000n, 'PLN'),
      paid: money(23_000n, 'PLN'),
      open: money(100_000n, 'PLN'),
      credited: zero('PLN'),
      bankAccount: 'PL61109010140000071219812874',
      bankName: 'Bank Przykładowy',
      ksefNumber: '',
      isSplitPayment: false,
    },
    {
      number: 'FV/17/2026',
      issuedOn: '2026-10-08',
      dueOn: '2026-10-22',
      gross: money(45_600n, 'PLN'),
      paid: money(0n, 'PLN'),
      open: money(45_600n, 'PLN'),
      credited: zero('PLN'),
      bankAccount: 'PL61109010140000071219812874',
      bankName: 'Bank Przykładowy',
      ksefNumber: '',
      isSplitPayment: false,
    },
  ],
  credits: [],
  today: '2026-11-21',
};
