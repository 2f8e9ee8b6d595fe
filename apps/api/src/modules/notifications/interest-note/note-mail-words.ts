import type { Money } from '@invoicetracker/money';

import type { Language } from '../../identity/contract/languages.js';
import { formatAmounts, formatDay } from '../texts/customs.js';
import type { NoticeText } from '../texts/notice-text.js';

/** What a message says of a note. */
interface NoteSaid {
  readonly number: string;
  readonly total: Money;
  readonly payBy: string;
}

interface Words {
  readonly subject: (number: string) => string;
  readonly body: (number: string, total: string, payBy: string) => string;
  readonly enclosed: (number: string, total: string, payBy: string) => string;
}

const WORDS: Record<Language, Words> = {
  pl: {
    subject: (number) => `Nota odsetkowa ${number}`,
    body: (number, total, payBy) =>
      `Szanowni Państwo,\n\nw załączeniu przesyłamy notę odsetkową ${number} na kwotę ${total}. Prosimy o zapłatę do dnia ${payBy} na rachunek podany w nocie.\n\nJeżeli płatność została już zlecona, prosimy pominąć tę wiadomość.\n\nZ poważaniem`,
    enclosed: (number, total, payBy) =>
      `W załączeniu: nota odsetkowa ${number} na kwotę ${total}, płatna do ${payBy}.`,
  },
  en: {
    subject: (number) => `Interest note ${number}`,
    body: (number, total, payBy) =>
      `Dear Sir or Madam,\n\nplease find attached the interest note ${number} for ${total}. Please pay it by ${payBy} to the account stated on it.\n\nIf you have already paid, please disregard this message.\n\nYours faithfully`,
    enclosed: (number, total, payBy) =>
      `Enclosed: interest note ${number} for ${total}, payable by ${payBy}.`,
  },
  hu: {
    subject: (number) => `Késedelmi kamat felszámítása: ${number}`,
    body: (number, total, payBy) =>
      `Tisztelt Partnerünk!\n\nMellékelten küldjük a(z) ${number} számú, ${total} összegű kamatfelszámítást. Kérjük, szíveskedjenek ${payBy} napjáig megfizetni a bizonylaton megadott bankszámlára.\n\nHa az összeget már átutalták, kérjük, tekintsék levelünket tárgytalannak.\n\nÜdvözlettel`,
    enclosed: (number, total, payBy) =>
      `Mellékelve: ${number} számú kamatfelszámítás, ${total}, fizetési határidő: ${payBy}.`,
  },
  de: {
    subject: (number) => `Verzugszinsabrechnung ${number}`,
    body: (number, total, payBy) =>
      `Sehr geehrte Damen und Herren,\n\nanbei erhalten Sie die Verzugszinsabrechnung ${number} über ${total}. Bitte zahlen Sie bis zum ${payBy} auf das darin genannte Konto.\n\nFalls Sie bereits gezahlt haben, betrachten Sie diese Nachricht bitte als gegenstandslos.\n\nMit freundlichen Grüßen`,
    enclosed: (number, total, payBy) =>
      `Anlage: Verzugszinsabrechnung ${number} über ${total}, zahlbar bis ${payBy}.`,
  },
};

/** The message that brings a note alone. Numbers have no sign that Liquid would take for its own. */
export function noteMailText({ number, total, payBy }: NoteSaid, language: Language): NoticeText {
  const { subject, body } = WORDS[language];
  const said = body(number, formatAmounts([total], language), formatDay(payBy, language));
  return { subject: subject(number), body: `{{ client.name }}\n\n${said}\n\n{{ signature }}` };
}

/** A text with what is enclosed named below it. */
export function withEnclosed(
  text: NoticeText,
  notes: readonly NoteSaid[],
  language: Language,
): NoticeText {
  if (notes.length === 0) return text;
  const lines = notes.map(({ number, total, payBy }) =>
    WORDS[language].enclosed(number, formatAmounts([total], language), formatDay(payBy, language)),
  );
  return { ...text, body: `${text.body}\n\n${lines.join('\n')}` };
}
