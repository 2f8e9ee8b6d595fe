import { createI18n } from 'vue-i18n';
import { watch } from 'vue';
import { readPreference, writePreference } from '../preferences.js';
import { isLanguage, preferredLanguage, type Language } from './languages.js';
import { polishPlural } from './plural.js';

type Words = Record<string, unknown>;

/** Areas whose words come in one file: every file more is a trip to the server more. */
const BUNDLES = {
  first: {
    areas: ['shared', 'identity'],
    files: import.meta.glob<Record<Area, Words>>('../../first-words/*.ts'),
    at: (language: Language) => `../../first-words/${language}.ts`,
  },
  // Together with the screens they are for.
  work: {
    areas: ['shell', 'cases'],
    files: import.meta.glob<Record<Area, Words>>([
      '../../work-screens/*.ts',
      '!../../work-screens/screens.ts',
    ]),
    at: (language: Language) => `../../work-screens/${language}.ts`,
  },
} as const;
// The others have a file each per language: the sign-in page does not load the words of the settings.
const files = import.meta.glob<{ default: Words }>([
  '../../features/*/locales/*.json',
  '!../../features/{identity,shell,cases}/locales/*.json',
]);

/** An area of the screens with its own words; those of the first screen are always there. */
export type Area = string;

const wantedAreas = new Set<Area>();
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
  await Promise.all([
    loadBundle('first', language),
    ...[...wantedAreas].map((area) => loadArea(area, language)),
  ]);
}

async function loadArea(area: Area, language: Language): Promise<void> {
  for (const name of ['first', 'work'] as const) {
    if (BUNDLES[name].areas.some((each) => each === area)) return loadBundle(name, language);
  }
  await loadOnce(`${area}/${language}`, language, async () => {
    const words = await files[`../../features/${area}/locales/${language}.json`]?.();
    return words && { [area]: words.default };
  });
}

async function loadBundle(name: keyof typeof BUNDLES, language: Language): Promise<void> {
  const { areas, files: inBundle, at } = BUNDLES[name];
  await loadOnce(`${name}/${language}`, language, async () => {
    const words = await inBundle[at(language)]?.();
    return words && Object.fromEntries(areas.map((area) => [area, words[area] ?? {}]));
  });
}

async function loadOnce(
  key: string,
  language: Language,
  load: () => Promise<Record<Area, Words> | undefined> | undefined,
): Promise<void> {
  if (loaded.has(key)) return;
  const words = await load();
  if (!words) throw new Error(`No words for ${key}`);
  loaded.add(key);
  i18n.global.mergeLocaleMessage(language, { ...words });
}

watch(
  i18n.global.locale,
  (language) => globalThis.document?.documentElement.setAttribute('lang', language),
  { immediate: true },
);
