import { readdirSync } from 'node:fs';

import { expect, it } from '@jest/globals';

import { createDataSource } from './data-source.js';

const FILE = /^(\d{13})-([a-z0-9-]+)\.ts$/;

/** `1795320000000-request-governor.ts` holds `RequestGovernor1795320000000`. */
function classOf(file: string): string[] {
  const [, timestamp, name] = FILE.exec(file) ?? [];
  if (timestamp === undefined || name === undefined) return [];
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return [words.join('') + timestamp];
}

it('runs every migration there is a file of, and each under a time of its own', () => {
  const files = readdirSync(new URL('../../migrations', import.meta.url)).flatMap(classOf);
  const { migrations } = createDataSource('postgres://localhost/none', 1).options;
  const registered = (migrations as (new () => object)[]).map(({ name }) => name);
  expect([...registered].sort()).toEqual([...files].sort());
  expect(new Set(files.map((name) => name.slice(-13))).size).toBe(files.length);
  expect(files.length).toBeGreaterThan(20);
});
