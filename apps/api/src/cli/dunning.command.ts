import { isLocalDate } from '@invoicetracker/calendar';
import { type Command, InvalidArgumentError } from 'commander';

import { AccountDay } from '../modules/accounts/contract/account-day.js';
import { dueNotices } from '../modules/cases/contract/due-notices.js';
import { FORECAST_DAYS, ForecastQuery } from '../modules/cases/forecast/forecast.query.js';
import { RunAccountDay } from '../modules/cases/run-account-day.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { parseId } from './parse-id.js';
import { report, withProduct } from './with-product.js';

/** Clients a dry run looks at. */
const DRY_RUN_CLIENTS = 10_000;

interface RunOptions {
  account: string;
  asOf?: string;
  dryRun?: true;
}

/** `dunning run`: the daily run of one account, now. `dunning forecast`: what the next ones would send. */
export function addDunningCommands(program: Command): void {
  const dunning = program.command('dunning').description('the daily run');
  addForecast(dunning);
  dunning
    .command('run')
    .requiredOption('--account <uuid>', 'whose cases are decided', parseId)
    .option(
      '--as-of <day>',
      "the day to look at, YYYY-MM-DD; the account's today if left out",
      parseDay,
    )
    .option('--dry-run', 'say what would be planned and write nothing')
    .action(async (options: RunOptions, command: Command) => {
      await withProduct(async (app) => {
        const tenancy = app.get(Tenancy);
        const scope = { accountId: options.account, actor: { kind: 'command' as const } };
        const today = await tenancy.inAccount(scope, (tx) =>
          app.get(AccountDay, { strict: false }).today(tx, scope),
        );
        const asOf = options.asOf ?? today;
        if (options.dryRun === true) {
          const due = await tenancy.inAccount(scope, (tx) =>
            dueNotices(tx, scope, asOf, DRY_RUN_CLIENTS),
          );
          const cases = due.groups.reduce((sum, group) => sum + group.cases.length, 0);
          report(
            command,
            {
              asOf,
              isTruncated: due.isTruncated,
              notices: due.groups.map((group) => ({
                client: group.clientName,
                stage: group.stageKey,
                cases: group.cases.length,
              })),
            },
            `${asOf}: ${due.groups.length} notices for ${cases} cases would be planned.`,
          );
          return;
        }
        if (asOf > today)
          throw new InvalidArgumentError(
            `The account's day is ${today}; a later day can only be looked at with --dry-run.`,
          );
        const run = await app
          .get(RunAccountDay, { strict: false })
          .execute(options.account, asOf, { isAgain: true });
        report(
          command,
          { asOf, ...run },
          run.isRun
            ? `${asOf}: decided ${run.counts.decided} cases, planned ${run.counts.notices} notices for ${run.counts.moved} of them.`
            : `${asOf}: another run is at it.`,
        );
      });
    });
}

function addForecast(dunning: Command): void {
  dunning
    .command('forecast')
    .requiredOption('--account <uuid>', 'whose next days are looked at', parseId)
    .option('--days <n>', 'how many days, 1 to 120', parseDays, FORECAST_DAYS)
    .action(async (options: { account: string; days: number }, command: Command) => {
      await withProduct(async (app) => {
        const scope = { accountId: options.account, actor: { kind: 'command' as const } };
        const forecast = app.get(ForecastQuery, { strict: false });
        const seen = await forecast.show(scope, options.days);
        const lines = seen.days.map(({ on, notices, totals, byStage }) => {
          const stages = byStage.map((stage) => `${stage.stageKey} ${stage.notices}`).join(', ');
          const sums = totals.map(({ amount, currency }) => `${amount} ${currency}`).join(', ');
          return `${on}  ${notices} notices (${stages}): ${sums}`;
        });
        const sum = `${seen.from} to ${seen.until}: ${seen.notices} notices to ${seen.clients} clients.`;
        const off = seen.isAutomaticSending
          ? []
          : ['Automatic sending is off: nothing of it leaves.'];
        report(command, seen, [...lines, sum, ...off].join('\n'));
      });
    });
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 120)
    throw new InvalidArgumentError('A number of days from 1 to 120.');
  return days;
}

function parseDay(text: string): string {
  if (!isLocalDate(text)) throw new InvalidArgumentError('A day is YYYY-MM-DD.');
  return text;
}
