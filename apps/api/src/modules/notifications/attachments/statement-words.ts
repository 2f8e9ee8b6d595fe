import type { Language } from '../../identity/contract/languages.js';
import type { Standing } from './statement.js';

/** The words of a statement of open items and of the code beside the payment details. */
interface StatementWords {
  readonly title: string;
  readonly fileName: string;
  readonly asOf: (day: string) => string;
  readonly from: string;
  readonly to: string;
  readonly number: string;
  readonly issued: string;
  readonly due: string;
  readonly amount: string;
  readonly paid: string;
  readonly open: string;
  readonly unallocated: string;
  readonly totalOpen: string;
  readonly totalOverdue: string;
  readonly standing: Readonly<Record<Exclude<Standing, 'overdue'>, string>>;
  readonly payTo: string;
  readonly page: (page: number, pages: number) => string;
  readonly codeAlt: string;
  readonly codeCaption: string;
  readonly codeWithoutAmount: string;
}

export const STATEMENT_WORDS: Record<Language, StatementWords> = {
  pl: {
    title: 'Zestawienie nierozliczonych pozycji',
    fileName: 'zestawienie',
    asOf: (day) => `Stan na dzień ${day}`,
    from: 'Wierzyciel',
    to: 'Kontrahent',
    number: 'Dokument',
    issued: 'Data wystawienia',
    due: 'Termin płatności',
    amount: 'Kwota',
    paid: 'Rozliczono',
    open: 'Pozostaje',
    unallocated: 'Wpłata nieprzypisana do faktury',
    totalOpen: 'Saldo',
    totalOverdue: 'w tym po terminie',
    standing: {
      'due-later': 'jeszcze niewymagalne',
      disputed: 'sporne',
      promised: 'uzgodniony termin zapłaty',
      credit: 'na Państwa korzyść',
      'paid-back': 'zwrot wpłaty',
    },
    payTo: 'Dane do przelewu',
    page: (page, pages) => `Strona ${page} z ${pages}`,
    codeAlt: 'Kod QR z danymi przelewu; te same dane podano powyżej.',
    codeCaption: 'Kod do zeskanowania w aplikacji bankowej.',
    codeWithoutAmount:
      'Kod do zeskanowania w aplikacji bankowej. Kwotę należy wpisać samodzielnie.',
  },
  en: {
    title: 'Statement of open items',
    fileName: 'statement',
    asOf: (day) => `As of ${day}`,
    from: 'Creditor',
    to: 'Client',
    number: 'Document',
    issued: 'Date of issue',
    due: 'Due date',
    amount: 'Amount',
    paid: 'Settled',
    open: 'Open',
    unallocated: 'Payment not yet matched to an invoice',
    totalOpen: 'Balance',
    totalOverdue: 'of which overdue',
    standing: {
      'due-later': 'not yet due',
      disputed: 'disputed',
      promised: 'payment date agreed',
      credit: 'in your favour',
      'paid-back': 'paid back to you',
    },
    payTo: 'How to pay',
    page: (page, pages) => `Page ${page} of ${pages}`,
    codeAlt: 'QR code with the transfer details; the same details are given above.',
    codeCaption: 'Scan this code with your banking app.',
    codeWithoutAmount: 'Scan this code with your banking app. Please enter the amount yourself.',
  },
  hu: {
    title: 'Kiegyenlítetlen tételek kimutatása',
    fileName: 'kimutatas',
    asOf: (day) => `Fordulónap: ${day}`,
    from: 'Hitelező',
    to: 'Partner',
    number: 'Bizonylat',
    issued: 'Kiállítás kelte',
    due: 'Fizetési határidő',
    amount: 'Összeg',
    paid: 'Rendezve',
    open: 'Nyitott',
    unallocated: 'Számlához még nem rendelt befizetés',
    totalOpen: 'Egyenleg',
    totalOverdue: 'ebből lejárt',
    standing: {
      'due-later': 'még nem esedékes',
      disputed: 'vitatott',
      promised: 'egyeztetett fizetési határidő',
      credit: 'az Ön javára',
      'paid-back': 'visszautalva',
    },
    payTo: 'Átutalási adatok',
    page: (page, pages) => `${page}. oldal, összesen ${pages}`,
    codeAlt: 'QR-kód az átutalás adataival; ugyanezek az adatok fent olvashatók.',
    codeCaption: 'Olvassa be a kódot banki alkalmazásával.',
    codeWithoutAmount: 'Olvassa be a kódot banki alkalmazásával. Az összeget Önnek kell megadnia.',
  },
  de: {
    title: 'Aufstellung offener Posten',
    fileName: 'offene-posten',
    asOf: (day) => `Stand: ${day}`,
    from: 'Gläubiger',
    to: 'Kunde',
    number: 'Beleg',
    issued: 'Belegdatum',
    due: 'Fällig am',
    amount: 'Betrag',
    paid: 'Ausgeglichen',
    open: 'Offen',
    unallocated: 'Zahlung, noch keiner Rechnung zugeordnet',
    totalOpen: 'Saldo',
    totalOverdue: 'davon überfällig',
    standing: {
      'due-later': 'noch nicht fällig',
      disputed: 'strittig',
      promised: 'Zahlungstermin vereinbart',
      credit: 'zu Ihren Gunsten',
      'paid-back': 'an Sie zurückgezahlt',
    },
    payTo: 'So können Sie zahlen',
    page: (page, pages) => `Seite ${page} von ${pages}`,
    codeAlt: 'QR-Code mit den Überweisungsdaten; dieselben Daten stehen darüber.',
    codeCaption: 'Scannen Sie diesen Code mit Ihrer Banking-App.',
    codeWithoutAmount:
      'Scannen Sie diesen Code mit Ihrer Banking-App. Den Betrag geben Sie bitte selbst ein.',
  },
};
