import { type Command, InvalidArgumentError, Option } from 'commander';
import { InvalidDay, localDate, type LocalDate } from '@invoicetracker/calendar';

import { BANKS, type Bank } from '../modules/late-payment/banks/feeds.js';
import { LookAtBank, type LookReport } from '../modules/late-payment/banks/look-at-bank.js';
import {
  PUBLISHERS,
  RATE_TABLES,
  type Publisher,
  type RateTableId,
} from '../modules/late-payment/rates/rate-tables.js';
import { RatesQuery } from '../modules/late-payment/rates/rates.query.js';
import type { RateTableView } from '../modules/late-payment/rates/rates.dto.js';
import { RecordRate } from '../modules/late-payment/rates/record-rate.js';
import { report, withProduct } from './with-product.js';

const COMMAND = { kind: 'command' } as const;

/** `rates list`, `rates fetch`, `rates add` and `rates add-exchange`. */
export function addRatesCommands(program: Command): void {
  const rates = program.command('rates').description('reference and exchange rates of the law');
  rates
    .command('list')
    .description('each rate in force with its source, and what will be missing next')
    .addOption(new Option('--table <id>', 'only this one').choices(RATE_TABLES))
    .action(async ({ table }: { table?: RateTableId }, command: Command) => {
      const view = await withProduct((app) => app.get(RatesQuery, { strict: false }).show());
      const tables = view.tables.filter((each) => table === undefined || each.table === table);
      report(command, { ...view, tables }, tables.map(inWords).join('\n'));
    });
  rates
    .command('fetch')
    .description('ask the central banks; exits with 1 unless everything agrees')
    .addOption(new Option('--bank <name>', 'only this one').choices(BANKS))
    .action(fetchRates);
  rates
    .command('add <table> <validFrom> <percent>')
    .description(`add a reference rate, or correct one: ${RATE_TABLES.join(', ')}`)
    .requiredOption('--source <text>', 'where it was published')
    .action(addReference);
  rates
    .command('add-exchange <publisher> <currency> <day> <rate>')
    .description('add a mid rate of NBP or MNB: what one unit of the currency costs')
    .requiredOption('--source <text>', 'where it was published')
    .action(addExchange);
}

async function fetchRates({ bank }: { bank?: Bank }, command: Command): Promise<void> {
  const reports = await withProduct(async (app) => {
    const all: LookReport[] = [];
    for (const each of bank === undefined ? BANKS : [bank])
      all.push(...(await app.get(LookAtBank, { strict: false }).execute(each)));
    return all;
  });
  report(command, { feeds: reports }, reports.map(lookInWords).join('\n'));
  if (reports.some(({ outcome }) => outcome !== 'agreed')) process.exitCode = 1;
}

function lookInWords({ feed, outcome, added, detail, findings }: LookReport): string {
  if (outcome === 'failed') return `${feed}: failed. ${detail}`;
  const open = findings.map(
    ({ why, on, ours, theirs }) => `\n  ${why} on ${on}: ${ours} here, ${theirs} there`,
  );
  return `${feed}: ${outcome}, ${added} new.${open.join('')}`;
}

async function addReference(
  table: string,
  validFrom: string,
  percent: string,
  { source }: { source: string },
  command: Command,
): Promise<void> {
  const row = {
    table: oneOf(RATE_TABLES, table),
    validFrom: dayOf(validFrom),
    percent: decimalOf(percent),
    source,
  };
  await withProduct((app) => app.get(RecordRate, { strict: false }).reference(COMMAND, row));
  report(command, { isAdded: true, ...row }, `${table} is ${percent} % from ${validFrom} on.`);
}

async function addExchange(
  publisher: string,
  currency: string,
  day: string,
  rate: string,
  { source }: { source: string },
  command: Command,
): Promise<void> {
  if (!/^[A-Z]{3}$/.test(currency)) throw new InvalidArgumentError('A currency, e.g. EUR.');
  const row = {
    publisher: oneOf(Object.keys(PUBLISHERS) as Publisher[], publisher),
    from: currency,
    on: dayOf(day),
    rate: decimalOf(rate),
    source,
  };
  await withProduct((app) => app.get(RecordRate, { strict: false }).exchange(COMMAND, row));
  report(command, { isAdded: true, ...row }, `1 ${currency} was ${rate} on ${day} (${publisher}).`);
}

function inWords({ name, rows, confirmedThrough, missingFrom, daysLeft }: RateTableView): string {
  const newest = rows[0]!;
  const missing =
    daysLeft === null
      ? `MISSING since ${missingFrom}: claims of those days are blocked`
      : `the rate of ${missingFrom} is not known yet, ${daysLeft} days are left`;
  return `${name}: ${newest.annualPercent} % from ${newest.validFrom} on (${newest.source}); looked up until ${confirmedThrough}; ${missing}.`;
}

function oneOf<Name extends string>(names: readonly Name[], text: string): Name {
  const found = names.find((name) => name === text);
  if (found === undefined) throw new InvalidArgumentError(`One of ${names.join(', ')}.`);
  return found;
}

function dayOf(text: string): LocalDate {
  try {
    return localDate(text);
  } catch (error) {
    if (error instanceof InvalidDay) throw new InvalidArgumentError(error.message);
    throw error;
  }
}

function decimalOf(text: string): string {
  if (!/^-?\d{1,6}(\.\d{1,8})?$/.test(text)) throw new InvalidArgumentError('A number, e.g. 5.75.');
  return text;
}
