import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { movableClock, realClock } from './clock.js';

const DAY = 24 * 3600 * 1000;
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clock-'));
  file = join(folder, 'clock.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('tells the real time until somebody moves it, and jumps when they do', () => {
  const clock = movableClock(file);
  expect(clock().getTime() - realClock().getTime()).toBeLessThan(DAY / 2);
  writeFileSync(file, JSON.stringify({ offsetMs: 10 * DAY }));
  expect(Math.round((clock().getTime() - realClock().getTime()) / DAY)).toBe(10);
});

it('does not guess when the file holds no offset', () => {
  writeFileSync(file, '{}');
  expect(() => movableClock(file)()).toThrow('does not hold a number');
});
