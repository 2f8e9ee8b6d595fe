import { expect, it, jest } from '@jest/globals';

import { alternate } from './framework/alternate.mjs';
import { goals } from './framework/goals.mjs';
import { median, percentile } from './framework/median.mjs';
import { jsonPrinter, tablePrinter } from './framework/print-rows.mjs';
import { rowOf } from './framework/row.mjs';
import { runBenches } from './framework/run-benches.mjs';

async function* tiny() {
  const measured = await alternate(
    3,
    async () => 10,
    async (round) => 3 + round,
  );
  yield rowOf('tiny', 'rows/s', measured, goals.ratioAtLeast(0.35));
  yield rowOf('tiny-memory', 'MB', { value: 17 }, goals.atMost(16, 'MB'));
  yield rowOf('tiny-count', 'rows', { value: 3 });
}

const benches = { tiny: async () => tiny, other: async () => tiny };
const options = (more) => ({
  only: null,
  context: {},
  print: () => undefined,
  complain: () => undefined,
  ...more,
});

it('prints one JSON object a line, with exactly the seven fields', async () => {
  const lines = [];
  const broken = await runBenches(
    benches,
    options({ only: 'tiny', print: jsonPrinter((line) => lines.push(line)) }),
  );
  expect(broken).toBe(0);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      name: 'tiny',
      value: 4,
      unit: 'rows/s',
      baseline: 10,
      ratio: 0.4,
      goal: 'ratio >= 0.35',
      holds: true,
    },
    {
      name: 'tiny-memory',
      value: 17,
      unit: 'MB',
      baseline: null,
      ratio: null,
      goal: '<= 16 MB',
      holds: false,
    },
    {
      name: 'tiny-count',
      value: 3,
      unit: 'rows',
      baseline: null,
      ratio: null,
      goal: null,
      holds: null,
    },
  ]);
});

it('prints a table for people, and says where a goal is missed', async () => {
  const lines = [];
  await runBenches(
    benches,
    options({ only: 'tiny', print: tablePrinter((line) => lines.push(line)) }),
  );
  expect(lines[0]).toMatch(/^name .*value .*unit .*baseline .*ratio .*goal .*holds$/);
  expect(lines[1]).toMatch(/^tiny .* 4 .*rows\/s .* 10 .* 0\.4 .*ratio >= 0\.35 .*yes$/);
  expect(lines[2]).toMatch(/NO$/);
  expect(lines).toHaveLength(4);
});

it('runs all benches, and goes on when one breaks', async () => {
  const print = jest.fn();
  const complain = jest.fn();
  const breaks = async () =>
    async function* () {
      throw new Error('no server');
    };
  await expect(runBenches({ breaks, ...benches }, options({ print, complain }))).resolves.toBe(1);
  expect(complain).toHaveBeenCalledWith(expect.stringContaining('breaks broke: Error: no server'));
  expect(print).toHaveBeenCalledTimes(6);
});

it('names the benches there are when asked for one that is not', async () => {
  await expect(runBenches(benches, options({ only: 'tyni' }))).rejects.toThrow(
    'choose from tiny, other',
  );
});

it('takes turns between the limit and ours', async () => {
  const turns = [];
  await alternate(
    2,
    async () => turns.push('limit'),
    async () => turns.push('ours'),
  );
  expect(turns).toEqual(['limit', 'ours', 'limit', 'ours']);
});

it('holds a goal against what was measured, not against what is printed', () => {
  expect(rowOf('x', 's', { value: 160.04 }, goals.atMost(160, 's'))).toMatchObject({
    value: 160,
    holds: false,
  });
});

it('finds the middle and the slowest hundredth', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(median(values)).toBe(100);
  expect(percentile(values, 99)).toBe(198);
  expect(() => median([])).toThrow('Nothing was measured');
});
