import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Command, InvalidArgumentError } from 'commander';

import { DomainError } from '../platform/http/domain-error.js';
import { addClaimCommand } from './claim.command.js';
import { addLawCommands } from './law.command.js';

let printed: string[];
beforeEach(() => {
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs a command line in this process; the commands need no database. */
async function run(...args: string[]): Promise<string> {
  const program = new Command().option('--json').exitOverride();
  program.configureOutput({ writeErr: () => undefined });
  addClaimCommand(program);
  addLawCommands(program);
  await program.parseAsync(args, { from: 'user' });
  return printed.join('\n');
}

describe('claim', () => {
  const polish = ['claim', '--country', 'PL', '--principal', '12400.00', '--currency', 'PLN'];

  it('prints the claim as one JSON object', async () => {
    const dates = ['--due', '2024-05-10', '--paid', '2024-06-23'];
    const text = await run(...polish, '--kind', 'commercial', ...dates, '--json');
    expect(JSON.parse(text)).toMatchObject({
      daysLate: 44,
      interest: { amount: '235.43', currency: 'PLN' },
      compensation: { exchangeRateOn: '2024-04-30' },
    });
  });

  it('tells in words what was worked out, and what is missing', async () => {
    const text = await run(...polish, '--due', '2024-05-10', '--paid', '2024-06-23');
    expect(text.split('\n')).toEqual([
      'Due 2024-05-10, payable until 2024-05-10; 44 days late.',
      '  2024-05-11 to 2024-06-23: 44 days at 15.75 % of 12400.00 PLN = 235.4301369863',
      'Interest: 235.43 PLN, open 235.43 PLN; principal open: 0.00 PLN.',
      'Compensation: 70.00 EUR.',
      'Missing: The NBP mid rate of 2024-04-30 for 1 EUR in PLN is not known.',
      'Total without the compensation: 235.43 PLN.',
    ]);
  });

  it('takes part payments, an order of crediting and an exchange rate', async () => {
    const payments = ['--payment', '2024-06-01=1000', '--payment', '2024-06-10=500.50'];
    const text = await run(
      ...[...polish, '--due', '2024-05-10', '--as-of', '2024-06-23', ...payments],
      ...['--crediting', 'principal-first', '--exchange-rate', '4.3213', '--json'],
    );
    expect(JSON.parse(text)).toMatchObject({
      principalOpen: { amount: '10899.50' },
      allocation: [{ paid: { amount: '1000.00' } }, { paid: { amount: '500.50' } }],
      missing: [],
    });
  });

  it('takes days and a rate instead of a due date', async () => {
    const text = await run(
      'claim',
      '--principal',
      '12400',
      '--currency',
      'PLN',
      '--annual-percent',
      '14',
      '--days',
      '44',
    );
    expect(text).toContain('44 days late.');
    expect(text).toContain('Total: 12609.27 PLN.');
  });

  it('answers a refusal as JSON where JSON was asked for, and throws it else', async () => {
    const late = [...polish, '--due', '2026-05-11', '--as-of', '2027-01-01'];
    const text = await run(...late, '--json');
    expect(JSON.parse(text)).toMatchObject({ isRefused: true, code: 'rate-missing' });
    expect(process.exitCode).toBe(3);
    await expect(run(...late)).rejects.toBeInstanceOf(DomainError);
  });

  it.each([
    ['--payment', '2024-06-01'],
    ['--payment', '1000'],
    ['--days', '1.5'],
  ])('refuses %s %s', async (flag, value) => {
    await expect(run(...polish, flag, value)).rejects.toThrow();
  });
});

describe('law examples', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'examples-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (content: unknown): string => {
    const file = path.join(folder, 'examples.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const example = (id: string, topic: string, interest: string) => ({
    id,
    topic,
    country: 'PL',
    input: { principal: '12400.00', currency: 'PLN', days_late: 44, annual_percent: '14.00' },
    expected: { interest },
  });
  const mixed = {
    examples: [
      example('A', 'interest', '209.27'),
      example('B', 'interest', '1.00'),
      example('C', 'astrology', '1.00'),
    ],
  };

  it('prints every outcome by id, and the counts', async () => {
    expect(JSON.parse(await run('law', 'examples', write(mixed), '--json'))).toEqual({
      examples: 3,
      matched: 1,
      different: 1,
      notSupported: 1,
      results: [
        expect.objectContaining({ id: 'A', outcome: 'matched' }),
        expect.objectContaining({
          id: 'B',
          outcome: 'different',
          differences: [{ field: 'interest', expected: '1.00', calculated: '209.27' }],
        }),
        expect.objectContaining({ id: 'C', outcome: 'not-supported' }),
      ],
    });
  });

  it('tells both values of a difference in words', async () => {
    const text = await run('law', 'examples', write(mixed));
    expect(text).toContain('interest: expected "1.00", calculated "209.27"');
    expect(text).toContain('1 of 3 matched, 1 different, 1 not supported.');
    expect(process.exitCode).toBeUndefined();
  });

  it('fails on a difference only where that was asked for', async () => {
    await run('law', 'examples', write(mixed), '--strict');
    expect(process.exitCode).toBe(1);
  });

  it.each([
    ['{', 'is no JSON'],
    ['[1]', 'no file of worked examples'],
    ['{}', 'no file of worked'],
  ])('refuses the file %s', async (content, message) => {
    const refused = run('law', 'examples', write(content));
    await expect(refused).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(refused).rejects.toThrow(message);
  });

  it('refuses a file that is not there', async () => {
    const refused = run('law', 'examples', path.join(folder, 'nothing.json'));
    await expect(refused).rejects.toThrow('There is no file');
  });
});
