import type { Command } from 'commander';

import { ProviderError } from '@invoicetracker/provider-kit';

import type { Difference } from '../modules/providers/verify/difference.js';
import { type Verified, VerifySync } from '../modules/providers/verify/verify-sync.js';
import { parseId } from './parse-id.js';
import { interrupted } from './interrupted.js';
import { connectionOf } from './sync-target.js';
import { withProduct } from './with-product.js';

interface VerifyOptions {
  account: string;
  connection?: string;
}

/** The comparison did not come to its end. */
const NOT_FINISHED = 4;

/** `sync verify`: exit code 0 when everything is the same, 1 when something differs, 4 when it could not be finished. */
export function addSyncVerifyCommand(sync: Command): void {
  sync
    .command('verify')
    .description(
      'compare what is stored with the provider; writes nothing. Exit code 1: something differs. With --json one object a line, the last one sums up.',
    )
    .requiredOption('--account <uuid>', 'whose connection', parseId)
    .option('--connection <uuid>', "which one; the account's only one if left out", parseId)
    .action(async (options: VerifyOptions, command: Command) => {
      const isJson = command.optsWithGlobals<{ json?: boolean }>().json === true;
      await withProduct(async (app) => {
        const { scope, connectionId } = await connectionOf(app, options);
        try {
          const verified = await app
            .get(VerifySync, { strict: false })
            .execute(scope, connectionId, interrupted(), (difference) =>
              console.log(isJson ? JSON.stringify(difference) : lineOf(difference)),
            );
          console.log(isJson ? JSON.stringify(verified) : sentence(verified));
          process.exitCode = verified.differences === 0 ? 0 : 1;
        } catch (error) {
          if (!(error instanceof ProviderError)) throw error;
          console.error(`Not finished: ${error.message}`);
          process.exitCode = NOT_FINISHED;
        }
      });
    });
}

function lineOf({ kind, collection, externalId, label, field, stored, provider }: Difference) {
  const what = field === null ? kind : `${kind} (${field})`;
  return `${collection} ${externalId} ${label}: ${what}, here ${stored ?? 'nothing'}, there ${provider ?? 'nothing'}`;
}

function sentence({ invoices, clients, differences, apiCalls, dueUntil }: Verified): string {
  const outcome = differences === 0 ? 'Everything is the same' : `${differences} differences`;
  return `${outcome}: ${invoices} documents due until ${dueUntil} and ${clients} clients compared with ${apiCalls} requests. Nothing was written.`;
}
