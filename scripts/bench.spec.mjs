import { spawnSync } from 'node:child_process';
import { beforeAll, expect, it } from '@jest/globals';
import { inRoot } from './paths.mjs';

/** What is written to programs: the shortest of the benches that starts everything a bench needs. */
let lines;

beforeAll(() => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [inRoot('scripts/main.mjs'), 'bench', '--json', '--only', 'sync-282'],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the bench ended with ${status}: ${stderr}`);
  lines = stdout.trimEnd().split('\n');
});

it('prints nothing but JSON, one object a line, with the fields that programs count on', () => {
  const rows = lines.map((line) => JSON.parse(line));
  const text = expect.any(String);
  for (const row of rows) {
    expect(Object.keys(row)).toEqual([
      'name',
      'value',
      'unit',
      'baseline',
      'ratio',
      'goal',
      'holds',
    ]);
    expect(row).toMatchObject({ name: text, value: expect.any(Number), unit: text });
    expect([row.goal === null, row.ratio === null]).toEqual([
      row.holds === null,
      row.baseline === null,
    ]);
  }
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
});

it('measures ours and the bare minimum of the same work in the same run', () => {
  const [speed] = lines.map((line) => JSON.parse(line));
  expect(speed).toMatchObject({ name: 'sync-282', unit: 'invoices/s' });
  expect(speed.ratio).toBeCloseTo(speed.value / speed.baseline, 2);
});
