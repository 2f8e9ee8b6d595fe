import { isLocalDate } from '@invoicetracker/calendar';
import { type Command, InvalidArgumentError } from 'commander';

import { ArchiveCases } from '../modules/cases/archive-cases.js';
import { DomainError } from '../platform/http/domain-error.js';
import { parseId } from './parse-id.js';
import { requireAccount } from './require-account.js';
import { report, withProduct } from './with-product.js';

interface ArchiveOptions {
  account: string;
  before?: string;
  dryRun?: true;
  confirm?: number;
}

/** `cases archive-active`: closes active cases of an account without a word to anybody. */
export function addCasesCommands(program: Command): void {
  program
    .command('cases')
    .description('the dunning files')
    .command('archive-active')
    .description('close active cases without notices; the debts stay as they are')
    .requiredOption('--account <uuid>', 'whose cases', parseId)
    .option('--before <day>', 'only invoices due before this day, YYYY-MM-DD', parseDay)
    .option('--dry-run', 'say how many it would be and write nothing')
    .option('--confirm <count>', 'how many it must be: the number the dry run says', parseCount)
    .action(async (options: ArchiveOptions, command: Command) => {
      await withProduct(async (app) => {
        const { scope } = await requireAccount(app, options.account);
        const archive = app.get(ArchiveCases, { strict: false });
        const before = options.before ?? null;
        const found = await archive.count(scope, before);
        const about = before === null ? '' : ` due before ${before}`;
        if (options.dryRun === true) {
          report(
            command,
            { before, found, archived: 0 },
            `${found} active cases${about} would be archived. Nothing was written; go on with --confirm ${found}.`,
          );
          return;
        }
        if (options.confirm !== found)
          throw new DomainError(
            'conflict',
            'count-differs',
            `${found} active cases${about} would be archived. Say so with --confirm ${found}.`,
          );
        const archived = await archive.execute(scope, before);
        report(
          command,
          { before, found, archived },
          `${archived} cases${about} archived, no notice sent.`,
        );
      });
    });
}

function parseDay(text: string): string {
  if (!isLocalDate(text)) throw new InvalidArgumentError('A day is YYYY-MM-DD.');
  return text;
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number.');
  return Number(text);
}
