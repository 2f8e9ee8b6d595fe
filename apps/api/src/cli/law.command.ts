import { readFileSync } from 'node:fs';

import {
  InvalidExamples,
  runExamples,
  type ExampleResult,
} from '@invoicetracker/interest/examples';
import { type Command, InvalidArgumentError } from 'commander';

import { report } from './with-product.js';

/** `law examples`: throws a file of worked examples at the arithmetic. Needs no database and no settings. */
export function addLawCommands(program: Command): void {
  program
    .command('law')
    .description('the law behind the figures')
    .command('examples <file>')
    .description('work every example of a JSON file out and compare')
    .option('--strict', 'exit with 1 unless every example is matched')
    .action((file: string, options: { strict?: true }, command: Command) => {
      const results = resultsOf(file);
      const counts = countOf(results);
      report(command, { ...counts, results }, inWords(results, counts));
      if (options.strict === true && counts.matched < counts.examples) process.exitCode = 1;
    });
}

function resultsOf(file: string): readonly ExampleResult[] {
  try {
    return runExamples(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof InvalidExamples) throw new InvalidArgumentError(error.message);
    if (error instanceof SyntaxError) throw new InvalidArgumentError(`${file} is no JSON.`);
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EISDIR') {
      throw new InvalidArgumentError(`There is no file ${file}.`);
    }
    throw error;
  }
}

interface Counts {
  readonly examples: number;
  readonly matched: number;
  readonly different: number;
  readonly notSupported: number;
}

function countOf(results: readonly ExampleResult[]): Counts {
  const having = (outcome: ExampleResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    examples: results.length,
    matched: having('matched'),
    different: having('different'),
    notSupported: having('not-supported'),
  };
}

function inWords(results: readonly ExampleResult[], counts: Counts): string {
  const lines = results.flatMap(({ id, topic, outcome, differences, reason }) => [
    `${outcome.padEnd(13)} ${id} (${topic})${reason === null ? '' : `: ${reason}`}`,
    ...differences.map(
      ({ field, expected, calculated }) =>
        `                ${field}: expected ${JSON.stringify(expected)}, calculated ${JSON.stringify(calculated)}`,
    ),
  ]);
  const { examples, matched, different, notSupported } = counts;
  return [
    ...lines,
    `${matched} of ${examples} matched, ${different} different, ${notSupported} not supported.`,
  ].join('\n');
}
