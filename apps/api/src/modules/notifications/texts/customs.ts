import { DateTime } from 'luxon';

import { formatMoney, type Money } from '@invoicetracker/money';

import type { Language } from '../../identity/contract/languages.js';

/** How a language writes days and amounts, and the words of the ready-made parts of a text. */
interface Customs {
  readonly locale: string;
  readonly dayFormat: string;
  readonly words: {
    readonly invoice: string;
    readonly issued: string;
    readonly due: string;
    readonly daysLate: (days: number) => string;
    readonly amount: string;
    readonly paid: string;
    readonly open: string;
    readonly total: string;
    readonly account: string;
    readonly transferTitle: string;
    readonly accountOnInvoice: string;
    readonly splitPayment: string;
    readonly taxNumber: string;
    readonly phone: string;
    readonly email: string;
    readonly comingDue: string;
    readonly contested: (amount: string) => string;
    readonly instalment: (place: number, count: number) => string;
    readonly creditPayment: (day: string) => string;
    readonly creditDocument: (number: string) => string;
    readonly creditMore: string;
    readonly creditElsewhere: string;
  };
}

export const CUSTOMS: Record<Language, Customs> = {
  pl: {
    locale: 'pl-PL',
    dayFormat: 'dd.MM.yyyy',
    words: {
      invoice: 'Faktura',
      issued: 'wystawiona',
      due: 'Termin płatności',
      daysLate: (days) => (days === 1 ? '1 dzień po terminie' : `${days} dni po terminie`),
      amount: 'Kwota faktury',
      paid: 'zapłacono',
      open: 'Do zapłaty',
      total: 'Razem',
      account: 'Rachunek bankowy',
      transferTitle: 'Tytuł przelewu',
      accountOnInvoice: 'rachunek podany na fakturze',
      splitPayment: 'Prosimy o zastosowanie mechanizmu podzielonej płatności.',
      taxNumber: 'NIP',
      phone: 'Telefon',
      email: 'E-mail',
      comingDue: 'Do wiadomości: wkrótce upływa termin płatności',
      contested: (amount) => `kwestionowane przez Państwa i nieobjęte tym pismem: ${amount}`,
      instalment: (place, count) => `rata ${place} z ${count}`,
      creditPayment: (day) => `Wpłata z dnia ${day}, jeszcze nierozliczona`,
      creditDocument: (number) => `${number}, kwota na Państwa korzyść`,
      creditMore: 'Dalsze kwoty na Państwa korzyść',
      creditElsewhere: 'Zaliczono na inne faktury',
    },
  },
  en: {
    locale: 'en-GB',
    dayFormat: 'd MMMM yyyy',
    words: {
      invoice: 'Invoice',
      issued: 'issued',
      due: 'Due date',
      daysLate: (days) => (days === 1 ? '1 day late' : `${days} days late`),
      amount: 'Invoice amount',
      paid: 'paid',
      open: 'To pay',
      total: 'Total',
      account: 'Bank account',
      transferTitle: 'Transfer title',
      accountOnInvoice: 'the account stated on the invoice',
      splitPayment: 'Please use the Polish split payment mechanism (MPP).',
      taxNumber: 'Tax number',
      phone: 'Phone',
      email: 'E-mail',
      comingDue: 'For your information: due soon',
      contested: (amount) => `contested by you and not asked for here: ${amount}`,
      instalment: (place, count) => `instalment ${place} of ${count}`,
      creditPayment: (day) => `Payment of ${day}, not yet matched to an invoice`,
      creditDocument: (number) => `${number}, balance in your favour`,
      creditMore: 'Further amounts in your favour',
      creditElsewhere: 'Set against other invoices',
    },
  },
  hu: {
    locale: 'hu-HU',
    dayFormat: 'yyyy. MM. dd.',
    words: {
      invoice: 'Számla',
      issued: 'kelte',
      due: 'Fizetési határidő',
      daysLate: (days) => `${days} nap késedelem`,
      amount: 'Számla összege',
      paid: 'kifizetve',
      open: 'Fizetendő',
      total: 'Összesen',
      account: 'Bankszámlaszám',
      transferTitle: 'Közlemény',
      accountOnInvoice: 'a számlán feltüntetett bankszámla',
      splitPayment: 'Kérjük, alkalmazza a lengyel megosztott fizetési mechanizmust (MPP).',
      taxNumber: 'Adószám',
      phone: 'Telefon',
      email: 'E-mail',
      comingDue: 'Tájékoztatásul: hamarosan esedékes',
      contested: (amount) => `az Önök által vitatott, itt nem követelt összeg: ${amount}`,
      instalment: (place, count) => `${place}. részlet, összesen ${count}`,
      creditPayment: (day) => `${day} napi befizetés, számlához még nem rendelve`,
      creditDocument: (number) => `${number}, egyenleg az Ön javára`,
      creditMore: 'További összegek az Ön javára',
      creditElsewhere: 'Más számlákra elszámolva',
    },
  },
  de: {
    locale: 'de-DE',
    dayFormat: 'dd.MM.yyyy',
    words: {
      invoice: 'Rechnung',
      issued: 'ausgestellt',
      due: 'Fällig am',
      daysLate: (days) => (days === 1 ? '1 Tag überfällig' : `${days} Tage überfällig`),
      amount: 'Rechnungsbetrag',
      paid: 'gezahlt',
      open: 'Zu zahlen',
      total: 'Summe',
      account: 'Bankverbindung',
      transferTitle: 'Verwendungszweck',
      accountOnInvoice: 'das auf der Rechnung genannte Konto',
      splitPayment: 'Bitte nutzen Sie das polnische Split-Payment-Verfahren (MPP).',
      taxNumber: 'Steuernummer',
      phone: 'Telefon',
      email: 'E-Mail',
      comingDue: 'Zur Information: demnächst fällig',
      contested: (amount) => `von Ihnen bestritten und hier nicht gefordert: ${amount}`,
      instalment: (place, count) => `Rate ${place} von ${count}`,
      creditPayment: (day) => `Zahlung vom ${day}, noch keiner Rechnung zugeordnet`,
      creditDocument: (number) => `${number}, Guthaben zu Ihren Gunsten`,
      creditMore: 'Weitere Beträge zu Ihren Gunsten',
      creditElsewhere: 'Auf andere Rechnungen angerechnet',
    },
  },
};

/** A calendar day as the language writes it: 21.11.2026, 21 November 2026, 2026. 11. 21. */
export function formatDay(day: string, language: Language): string {
  const key = `${language} ${day}`;
  const known = writtenDays.get(key);
  if (known !== undefined) return known;
  const { locale, dayFormat } = CUSTOMS[language];
  const written = DateTime.fromISO(day, { zone: 'utc', locale }).toFormat(dayFormat);
  if (writtenDays.size === DAYS_KEPT) writtenDays.clear();
  writtenDays.set(key, written);
  return written;
}

/** Writing a day costs as much as all else that a letter says of an invoice, and the same days come in all letters. */
const writtenDays = new Map<string, string>();
const DAYS_KEPT = 2000;

/** Amounts of several currencies are listed, never added. */
export function formatAmounts(amounts: readonly Money[], language: Language): string {
  return amounts.map((amount) => formatMoney(amount, CUSTOMS[language].locale)).join(' + ');
}
