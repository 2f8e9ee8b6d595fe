import { isZero } from '@invoicetracker/money';

import type { Language } from '../../identity/contract/languages.js';
import { CUSTOMS, formatAmounts } from './customs.js';
import type { InvoiceFacts } from './notice-facts.js';

/** What is contested is named, so that the sums of the invoice can be followed. */
export function contestedNote({ contested }: InvoiceFacts, language: Language): string[] {
  if (contested === undefined || isZero(contested)) return [];
  return [CUSTOMS[language].words.contested(formatAmounts([contested], language))];
}
