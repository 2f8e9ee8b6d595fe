/** The languages of the screens and of the texts to clients. */
export const LANGUAGES = ['pl', 'en', 'hu', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Names in their own language: a person who cannot read the rest still finds theirs. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  pl: 'Polski',
  en: 'English',
  hu: 'Magyar',
  de: 'Deutsch',
};

/** The region whose dates and numbers a language is shown with. */
export const REGIONAL: Readonly<Record<Language, string>> = {
  pl: 'pl-PL',
  en: 'en-GB',
  hu: 'hu-HU',
  de: 'de-DE',
};

/** How a day is typed into a date field, in the letters the date pickers use. */
export const DAY_PATTERNS: Readonly<Record<Language, string>> = {
  pl: 'DD.MM.YYYY',
  en: 'DD/MM/YYYY',
  hu: 'YYYY. MM. DD.',
  de: 'DD.MM.YYYY',
};

/** The region whose dates and numbers are shown in a language. */
export const regionOf = (locale: string): string => REGIONAL[isLanguage(locale) ? locale : 'en'];

export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.includes(value as Language);

/** The first language of the browser's list that the screens speak; English otherwise. */
export function preferredLanguage(stored: string | null, wanted: readonly string[]): Language {
  if (isLanguage(stored)) return stored;
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}
