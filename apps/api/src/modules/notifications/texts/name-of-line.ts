import type { Language } from '../../identity/contract/languages.js';
import { CUSTOMS } from './customs.js';
import type { InvoiceFacts } from './notice-facts.js';
import { plainLine } from '../../../platform/mail/plain-line.js';

/** What a line is about: an invoice, or one of the instalments it is paid by: "FV/1, instalment 2 of 4". */
export function nameOfLine({ number, instalment }: InvoiceFacts, language: Language): string {
  if (instalment === undefined) return plainLine(number);
  const { place, count } = instalment;
  return `${plainLine(number)}, ${CUSTOMS[language].words.instalment(place, count)}`;
}
