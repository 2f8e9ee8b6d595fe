import { type Command, InvalidArgumentError } from 'commander';

import { NotFound } from '../platform/http/domain-error.js';
import type { AccountScope } from '../platform/tenancy/account-scope.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import type { SyncRunView } from '../modules/providers/runs/sync-runs.dto.js';
import { SyncRunsQuery } from '../modules/providers/runs/sync-runs.query.js';
import { RunSync } from '../modules/providers/sync/run-sync.js';
import { StartSync } from '../modules/providers/sync/start-sync.js';
import { report, withProduct } from './with-product.js';

interface RunOptions {
  account: string;
  connection?: string;
  daysAhead?: number;
  verbose?: true;
}

/** `sync run`: pulls a connection now, in this process. Exit code 1 when the run failed. */
export function addSyncCommands(program: Command): void {
  program
    .command('sync')
    .description('pull from a provider')
    .command('run')
    .requiredOption('--account <uuid>', 'whose connection')
    .option('--connection <uuid>', "which one; the account's only one if left out")
    .option('--days-ahead <days>', 'read invoices due so many days ahead', parseDays)
    .option('--verbose', 'also print the rows that were set aside')
    .action(async (options: RunOptions, command: Command) => {
      await withProduct(async (app) => {
        const scope: AccountScope = { accountId: options.account, actor: { kind: 'command' } };
        const connectionId = options.connection ?? (await onlyConnection(app.get(Tenancy), scope));
        const runId = await app
          .get(StartSync, { strict: false })
          .execute(scope, connectionId, 'command', { daysAhead: options.daysAhead });
        await app.get(RunSync, { strict: false }).execute(scope, runId, interrupted());
        const query = app.get(SyncRunsQuery, { strict: false });
        const run = await query.one(scope, runId);
        const issues =
          options.verbose === true ? (await query.issues(scope, runId, { limit: 200 })).items : [];
        report(command, { ...run, issues }, sentence(run));
        for (const issue of issues)
          console.error(
            `  set aside ${issue.collection} ${issue.externalId ?? ''}: ${issue.reason}, ${issue.detail}`,
          );
        if (run.state === 'failed') process.exitCode = 1;
      });
    });
}

async function onlyConnection(tenancy: Tenancy, scope: AccountScope): Promise<string> {
  const rows = await tenancy.inAccount(scope, (tx) =>
    tx.query<{ id: string }>('select id from connections where account_id = $1', [scope.accountId]),
  );
  if (rows.length === 0) throw new NotFound('connection of this account');
  if (rows.length > 1)
    throw new InvalidArgumentError(
      'The account has several connections; name one with --connection.',
    );
  return rows[0]!.id;
}

/** Ctrl-C ends the run at the next page; the next run goes on from there. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  process.once('SIGTERM', () => controller.abort());
  return controller.signal;
}

function parseDays(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('A number of days from 0 to 999.');
  return Number(text);
}

function sentence(run: SyncRunView): string {
  const { counts } = run;
  const outcome = run.error === null ? run.state : `${run.state}: ${run.error.detail}`;
  return `${run.connectionName}: ${outcome}. New ${counts.new}, updated ${counts.updated}, closed ${counts.closed}, skipped ${counts.skipped}, lines ${counts.lines}, ${counts.apiCalls} requests, ${counts.retries} retries, ${counts.setAside} set aside, ${run.durationMs ?? 0} ms.`;
}
