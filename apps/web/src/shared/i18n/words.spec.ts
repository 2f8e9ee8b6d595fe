import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { LANGUAGES, type Language } from './languages.js';

const SRC = path.resolve(import.meta.dirname, '../..');

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|vue)$/.test(file) && !file.endsWith('.spec.ts'))
  .map((file) => readFileSync(path.join(SRC, file), 'utf8'));

const areas = [
  { area: 'shared', folder: path.join(SRC, 'shared/i18n/locales') },
  ...readdirSync(path.join(SRC, 'features')).map((area) => ({
    area,
    folder: path.join(SRC, 'features', area, 'locales'),
  })),
];

/** Every key of a language with its words, "cases.next.title" and so on. */
function wordsOf(language: Language): Map<string, string> {
  const words = new Map<string, string>();
  const walk = (prefix: string, value: unknown): void => {
    if (typeof value === 'string') return void words.set(prefix, value);
    for (const [key, inner] of Object.entries(value as object)) walk(`${prefix}.${key}`, inner);
  };
  for (const { area, folder } of areas) {
    walk(area, JSON.parse(readFileSync(path.join(folder, `${language}.json`), 'utf8')));
  }
  return words;
}

const english = wordsOf('en');
const named = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

it.each(LANGUAGES)('has every word in %s, and none too many', (language) => {
  expect([...wordsOf(language).keys()].sort()).toEqual([...english.keys()].sort());
});

it.each(LANGUAGES)('fills the same places in %s as in English', (language) => {
  const words = wordsOf(language);
  for (const [key, text] of english) {
    const places = new Set(named(text));
    expect({ key, places: new Set(named(words.get(key) ?? '')) }).toEqual({ key, places });
  }
});

it.each(LANGUAGES)('leaves no word empty in %s', (language) => {
  const empty = [...wordsOf(language)].filter(([, text]) => text.trim() === '');
  expect(empty).toEqual([]);
});

it('counts in three forms in Polish wherever English counts in two', () => {
  const polish = wordsOf('pl');
  const counted = [...english].filter(([, text]) => text.includes(' | ')).map(([key]) => key);
  expect(counted.filter((key) => polish.get(key)?.split(' | ').length !== 3)).toEqual([]);
});

it('finds words for every key that a screen names', () => {
  const keys = sources.flatMap((source) =>
    [...source.matchAll(/['"`]((?:shared|[a-z]+)\.[\w.-]+)['"`]/g)].map((match) => match[1] ?? ''),
  );
  const roots = new Set(areas.map(({ area }) => area));
  const missing = keys
    .filter((key) => roots.has(key.split('.')[0] ?? ''))
    .filter(
      (key) => !english.has(key) && ![...english.keys()].some((one) => one.startsWith(`${key}.`)),
    );
  expect([...new Set(missing)]).toEqual([]);
});

it('finds at least one word for every key that a screen puts together', () => {
  const prefixes = sources.flatMap((source) =>
    [...source.matchAll(/\bt\(\s*`((?:[a-z]\w*\.)+)[\w-]*\$\{/g)].map((match) => match[1] ?? ''),
  );
  const lost = prefixes.filter(
    (prefix) => ![...english.keys()].some((key) => key.startsWith(prefix)),
  );
  expect(prefixes.length).toBeGreaterThan(10);
  expect(lost).toEqual([]);
});
