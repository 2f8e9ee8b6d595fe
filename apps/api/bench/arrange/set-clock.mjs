import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Clock } from '../../dist/platform/clock/clock.js';

/** The file that moves the product's calendar to an instant. */
export function clockAt(instant) {
  const folder = mkdtempSync(path.join(tmpdir(), 'invoicetracker-bench-'));
  const file = path.join(folder, 'clock.json');
  const offsetMs = Date.parse(instant) - new Clock(null).now().getTime();
  writeFileSync(file, JSON.stringify({ offsetMs }));
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}
