import { isLocalDate } from '@invoicetracker/calendar';
import { type Command, InvalidArgumentError } from 'commander';

import { AccountDay } from '../modules/accounts/contract/account-day.js';
import { dueNotices } from '../modules/cases/contract/due-notices.js';
import { RunAccountDay } from '../modules/cases/run-account-day.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { report, withProduct } from './with-product.js';

/** Clients a dry run looks at. */
const DRY_RUN_CLIENTS = 10_000;

interface RunOptions {
  account: string;
  asOf?: string;
  dryRun?: true;
}

/** `dunning run`: the daily run of one account, now. */
export function addDunningCommands(program: Command): void {
  program
    .command('dunning')
    .description('the daily run')
    .command('run')
    .requiredOption('--account <uuid>', 'whose cases are decided')
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

function parseDay(text: string): string {
  if (!isLocalDate(text)) throw new InvalidArgumentError('A day is YYYY-MM-DD.');
  return text;
}
