import { shippedStageKey } from '@invoicetracker/dunning';

import type { Language } from '../../identity/contract/languages.js';
import { GERMAN } from './de.js';
import { ENGLISH } from './en.js';
import { HUNGARIAN } from './hu.js';
import type { NoticeText } from './notice-text.js';
import { POLISH } from './pl.js';
import type { StageKey } from './stage-keys.js';

const SHIPPED: Record<Language, Record<StageKey, NoticeText>> = {
  pl: POLISH,
  en: ENGLISH,
  hu: HUNGARIAN,
  de: GERMAN,
};

/** The text that comes with the product: version 0 of every template. A stage of the account's own begins with its model's. */
export function shippedText(stageKey: string, language: Language): NoticeText {
  return SHIPPED[language][shippedStageKey(stageKey) as StageKey];
}
