import type { Language } from '../../identity/contract/languages.js';

/** The words of an interest note. */
interface NoteWords {
  readonly title: string;
  /** where it asks for compensation alone */
  readonly titleCompensation: string;
  readonly draft: string;
  readonly issuedOn: string;
  readonly payBy: string;
  readonly creditor: string;
  readonly debtor: string;
  readonly intro: (basis: string) => string;
  readonly invoice: (number: string) => string;
  readonly invoiceOf: (day: string) => string;
  readonly invoiceAmount: string;
  readonly dueOn: string;
  /** the due date fell on a day off */
  readonly shiftedTo: (day: string) => string;
  readonly paidOn: string;
  readonly notPaid: (day: string) => string;
  readonly daysLate: string;
  readonly period: string;
  readonly days: string;
  readonly principal: string;
  readonly rate: string;
  readonly interest: string;
  readonly accrued: string;
  readonly credited: string;
  readonly earlier: (number: string) => string;
  readonly interestAsked: string;
  readonly compensation: string;
  readonly exchange: (rate: string, bank: string, day: string) => string;
  readonly totalInterest: string;
  readonly totalCompensation: string;
  readonly total: string;
  readonly bank: string;
  readonly noVat: string;
  readonly further: string;
  readonly issuer: string;
  readonly noSignature: string;
}

export const NOTE_WORDS: Record<Language, NoteWords> = {
  pl: {
    title: 'Nota odsetkowa',
    titleCompensation: 'Nota obciążeniowa: rekompensata',
    draft: 'PROJEKT: nota bez numeru, nie została wystawiona',
    issuedOn: 'Data wystawienia',
    payBy: 'Termin zapłaty',
    creditor: 'Wierzyciel',
    debtor: 'Dłużnik',
    intro: (basis) =>
      `Obciążamy Państwa z tytułu opóźnienia w zapłacie. Podstawa prawna: ${basis}.`,
    invoice: (number) => `Faktura ${number}`,
    invoiceOf: (day) => `z dnia ${day}`,
    invoiceAmount: 'kwota faktury',
    dueOn: 'termin płatności',
    shiftedTo: (day) => `przesunięty na ${day} (dzień wolny)`,
    paidOn: 'zapłacono',
    notPaid: (day) => `niezapłacona w całości, odsetki do ${day}`,
    daysLate: 'dni opóźnienia',
    period: 'Okres',
    days: 'Dni',
    principal: 'Podstawa',
    rate: 'Stopa roczna',
    interest: 'Odsetki',
    accrued: 'Odsetki naliczone',
    credited: 'Zaliczono z wpłat',
    earlier: (number) => `Objęte notą ${number}`,
    interestAsked: 'Odsetki w tej nocie',
    compensation: 'Rekompensata za koszty odzyskiwania należności',
    exchange: (rate, bank, day) => `kurs średni ${bank} ${rate} z dnia ${day}`,
    totalInterest: 'Odsetki za opóźnienie',
    totalCompensation: 'Rekompensata',
    total: 'Razem do zapłaty',
    bank: 'Bank',
    noVat: 'Odsetki za opóźnienie i rekompensata nie podlegają VAT. Nota nie jest fakturą.',
    further:
      'Za czas po dniu wystawienia noty, do dnia zapłaty należności głównej, przysługują dalsze odsetki.',
    issuer: 'Wystawił(a)',
    noSignature: 'Nota jest ważna bez podpisu.',
  },
  en: {
    title: 'Interest note',
    titleCompensation: 'Charge note: compensation',
    draft: 'DRAFT: without a number, not issued',
    issuedOn: 'Date of issue',
    payBy: 'Payable by',
    creditor: 'Creditor',
    debtor: 'Debtor',
    intro: (basis) => `We charge you for late payment. Legal basis: ${basis}.`,
    invoice: (number) => `Invoice ${number}`,
    invoiceOf: (day) => `of ${day}`,
    invoiceAmount: 'invoice amount',
    dueOn: 'due date',
    shiftedTo: (day) => `moved to ${day} (day off)`,
    paidOn: 'paid',
    notPaid: (day) => `not paid in full, interest until ${day}`,
    daysLate: 'days late',
    period: 'Period',
    days: 'Days',
    principal: 'On',
    rate: 'Annual rate',
    interest: 'Interest',
    accrued: 'Interest accrued',
    credited: 'Settled by payments',
    earlier: (number) => `On note ${number}`,
    interestAsked: 'Interest on this note',
    compensation: 'Compensation for recovery costs',
    exchange: (rate, bank, day) => `${bank} mid rate ${rate} of ${day}`,
    totalInterest: 'Late-payment interest',
    totalCompensation: 'Compensation',
    total: 'Total to pay',
    bank: 'Bank',
    noVat:
      'Late-payment interest and compensation are not subject to VAT. This note is not an invoice.',
    further:
      'Further interest accrues from the day after the date of issue until the principal is paid.',
    issuer: 'Issued by',
    noSignature: 'This note is valid without a signature.',
  },
  hu: {
    title: 'Késedelmi kamat felszámítása',
    titleCompensation: 'Behajtási költségátalány felszámítása',
    draft: 'TERVEZET: sorszám nélkül, nincs kiállítva',
    issuedOn: 'Kiállítás kelte',
    payBy: 'Fizetési határidő',
    creditor: 'Jogosult',
    debtor: 'Kötelezett',
    intro: (basis) => `Késedelmes fizetés miatt az alábbiakat számítjuk fel. Jogalap: ${basis}.`,
    invoice: (number) => `${number} számú számla`,
    invoiceOf: (day) => `kelte: ${day}`,
    invoiceAmount: 'a számla összege',
    dueOn: 'esedékesség',
    shiftedTo: (day) => `munkaszüneti nap miatt: ${day}`,
    paidOn: 'kifizetve',
    notPaid: (day) => `nincs teljesen kifizetve, kamat ${day} napjáig`,
    daysLate: 'késedelmes napok',
    period: 'Időszak',
    days: 'Nap',
    principal: 'Alap',
    rate: 'Éves kamatláb',
    interest: 'Kamat',
    accrued: 'Felszámított kamat',
    credited: 'Befizetésből elszámolva',
    earlier: (number) => `A(z) ${number} számú bizonylaton`,
    interestAsked: 'Kamat ezen a bizonylaton',
    compensation: 'Behajtási költségátalány',
    exchange: (rate, bank, day) => `${bank} középárfolyam: ${rate}, ${day}`,
    totalInterest: 'Késedelmi kamat',
    totalCompensation: 'Behajtási költségátalány',
    total: 'Fizetendő összesen',
    bank: 'Bank',
    noVat:
      'A késedelmi kamat és a behajtási költségátalány nem tartozik az áfa hatálya alá. Ez a bizonylat nem számla.',
    further: 'A kiállítás napja után a főkövetelés megfizetéséig további kamat jár.',
    issuer: 'Kiállította',
    noSignature: 'A bizonylat aláírás nélkül is érvényes.',
  },
  de: {
    title: 'Verzugszinsabrechnung',
    titleCompensation: 'Abrechnung der Verzugspauschale',
    draft: 'ENTWURF: ohne Nummer, nicht ausgestellt',
    issuedOn: 'Ausgestellt am',
    payBy: 'Zahlbar bis',
    creditor: 'Gläubiger',
    debtor: 'Schuldner',
    intro: (basis) =>
      `Wegen verspäteter Zahlung berechnen wir Ihnen Folgendes. Rechtsgrundlage: ${basis}.`,
    invoice: (number) => `Rechnung ${number}`,
    invoiceOf: (day) => `vom ${day}`,
    invoiceAmount: 'Rechnungsbetrag',
    dueOn: 'fällig am',
    shiftedTo: (day) => `wegen freien Tages ${day}`,
    paidOn: 'gezahlt am',
    notPaid: (day) => `nicht vollständig gezahlt, Zinsen bis ${day}`,
    daysLate: 'Tage Verzug',
    period: 'Zeitraum',
    days: 'Tage',
    principal: 'Betrag',
    rate: 'Jahreszins',
    interest: 'Zinsen',
    accrued: 'Zinsen gesamt',
    credited: 'Durch Zahlungen getilgt',
    earlier: (number) => `Bereits in ${number}`,
    interestAsked: 'Zinsen in dieser Abrechnung',
    compensation: 'Verzugspauschale',
    exchange: (rate, bank, day) => `Mittelkurs ${bank} ${rate} vom ${day}`,
    totalInterest: 'Verzugszinsen',
    totalCompensation: 'Verzugspauschale',
    total: 'Zu zahlen',
    bank: 'Bank',
    noVat:
      'Verzugszinsen und Verzugspauschale unterliegen nicht der Umsatzsteuer. Diese Abrechnung ist keine Rechnung.',
    further:
      'Für die Zeit nach dem Ausstellungstag fallen bis zur Zahlung der Hauptforderung weitere Zinsen an.',
    issuer: 'Ausgestellt von',
    noSignature: 'Gültig ohne Unterschrift.',
  },
};
