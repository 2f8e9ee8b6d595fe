import { createI18n } from 'vue-i18n';
import { watch } from 'vue';
import { readPreference, writePreference } from '../preferences.js';
import { isLanguage, preferredLanguage, type Language } from './languages.js';
import { polishPlural } from './plural.js';

type Messages = { default: Record<string, unknown> };

// A file per area and language: the sign-in page does not load the words of the settings.
const files = import.meta.glob<Messages>(['./locales/*.json', '../../features/*/locales/*.json']);

/** An area of the screens with its own words; `shared` is always there. */
export type Area = string;

const wantedAreas = new Set<Area>(['shared']);
const loaded = new Set<string>();

export const i18n = createI18n({
  legacy: false,
  locale: preferredLanguage(readPreference('language'), globalThis.navigator?.languages ?? []),
  messages: {} as Record<string, Record<string, never>>,
  pluralRules: { pl: polishPlural },
  missingWarn: false,
  fallbackWarn: false,
});

export const currentLanguage = (): Language => {
  const locale = i18n.global.locale.value;
  return isLanguage(locale) ? locale : 'en';
};

/** Loads the words of these areas in the language shown; does nothing for those already there. */
export async function needAreas(areas: readonly Area[]): Promise<void> {
  areas.forEach((area) => wantedAreas.add(area));
  await loadAll(currentLanguage());
}

/** Switches the screens to a language once its words are there, and remembers the choice. */
export async function showLanguage(language: Language): Promise<void> {
  await loadAll(language);
  i18n.global.locale.value = language;
  writePreference('language', language);
}

async function loadAll(language: Language): Promise<void> {
  await Promise.all([...wantedAreas].map((area) => loadArea(area, language)));
}

async function loadArea(area: Area, language: Language): Promise<void> {
  const key = `${area}/${language}`;
  if (loaded.has(key)) return;
  const load = files[fileOf(area, language)];
  if (!load) throw new Error(`No words for ${key}`);
  const messages = (await load()).default;
  loaded.add(key);
  i18n.global.mergeLocaleMessage(language, { [area]: messages });
}

const fileOf = (area: Area, language: Language): string =>
  area === 'shared'
    ? `./locales/${language}.json`
    : `../../features/${area}/locales/${language}.json`;

watch(
  i18n.global.locale,
  (language) => globalThis.document?.documentElement.setAttribute('lang', language),
  { immediate: true },
);
