import type { Language } from '../../identity/contract/languages.js';
import { CUSTOMS, formatDay } from './customs.js';
import type { CreditFacts } from './notice-facts.js';

/** What a letter calls something in the client's favour, or what of it goes against other invoices. */
export function creditLabel({ kind, number, on }: CreditFacts, language: Language): string {
  const { words } = CUSTOMS[language];
  const day = on === null ? '' : formatDay(on, language);
  switch (kind) {
    case 'payment':
      return words.creditPayment(day);
    case 'document':
      return words.creditDocument(number);
    case 'more':
      return words.creditMore;
    case 'other-invoices':
      return words.creditElsewhere;
  }
}
