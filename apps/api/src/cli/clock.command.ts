import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { type Command, InvalidArgumentError } from 'commander';

import { BrokenSettings, readSettings } from '../config/env.js';
import { report } from './with-product.js';

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `clock show|advance|reset`: moves the calendar of a demo, for all its processes together. */
export function addClockCommands(program: Command): void {
  const clock = program.command('clock').description('the calendar of a demo');
  clock.command('show').action((_options: unknown, command: Command) => show(command, offset()));
  clock
    .command('reset')
    .description('back to the real time')
    .action((_options: unknown, command: Command) => set(command, 0));
  clock
    .command('advance <span>')
    .description('move ahead, e.g. 7d, 12h, 30m')
    .action((span: string, _options: unknown, command: Command) =>
      set(command, offset() + spanMs(span)),
    );
}

function clockFile(): string {
  const { CLOCK_FILE } = readSettings();
  if (CLOCK_FILE === undefined)
    throw new BrokenSettings('Only a demo has a clock that can be moved: CLOCK_FILE is not set.');
  return CLOCK_FILE;
}

function offset(): number {
  const file = clockFile();
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { offsetMs: number }).offsetMs
    : 0;
}

function set(command: Command, offsetMs: number): void {
  writeFileSync(clockFile(), JSON.stringify({ offsetMs }));
  show(command, offsetMs);
}

function show(command: Command, offsetMs: number): void {
  // eslint-disable-next-line no-restricted-syntax -- this command is the clock's own handle
  const now = new Date(Date.now() + offsetMs).toISOString();
  report(
    command,
    { now, offsetMs },
    `It is ${now} (${Math.round(offsetMs / 86_400_000)} days from the real time).`,
  );
}

function spanMs(span: string): number {
  const match = /^(\d{1,4})([mhd])$/.exec(span);
  if (match === null)
    throw new InvalidArgumentError('A span is a number and m, h or d, such as 7d.');
  return Number(match[1]) * UNIT_MS[match[2]!]!;
}
