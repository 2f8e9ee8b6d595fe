import type { INestApplicationContext } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';

import { Clock } from '../platform/clock/clock.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import type { SyncRunView } from '../modules/providers/runs/sync-runs.dto.js';
import { SyncRunsQuery } from '../modules/providers/runs/sync-runs.query.js';
import { DryRunSync } from '../modules/providers/sync/dry-run-sync.js';
import { RunSync } from '../modules/providers/sync/run-sync.js';
import { StartSync } from '../modules/providers/sync/start-sync.js';
import { parseId } from './parse-id.js';
import { interrupted } from './interrupted.js';
import { connectionOf, type SyncTarget } from './sync-target.js';
import { addSyncVerifyCommand } from './sync-verify.command.js';
import { report, withProduct } from './with-product.js';

interface RunOptions {
  account?: string;
  connection?: string;
  daysAhead?: number;
  full?: true;
  dryRun?: true;
  verbose?: true;
}

/** `sync run`: pulls a connection now, in this process. Exit code 1 when the run failed. */
export function addSyncCommands(program: Command): void {
  const sync = program.command('sync').description('pull from a provider');
  addSyncVerifyCommand(sync);
  sync
    .command('run')
    .option(
      '--account <uuid>',
      'whose connection; every one whose hour has come if left out',
      parseId,
    )
    .option('--connection <uuid>', "which one; the account's only one if left out", parseId)
    .option('--days-ahead <days>', 'read invoices due so many days ahead', parseDays)
    .option('--full', 'read everything, also where the provider could tell what has changed')
    .option('--dry-run', 'say what would change and write nothing')
    .option('--verbose', 'also print the rows that were set aside')
    .action(async (options: RunOptions, command: Command) => {
      await withProduct(async (app) => {
        for (const target of await targets(app, options)) {
          if (options.dryRun === true) await rehearse(app, target, options, command);
          else await run(app, target, options, command);
        }
      });
    });
}

async function targets(app: INestApplicationContext, options: RunOptions): Promise<SyncTarget[]> {
  if (options.account !== undefined)
    return [await connectionOf(app, { ...options, account: options.account })];
  const due = await app
    .get(Tenancy)
    .withoutScope((tx) =>
      tx.query<{ account_id: string; connection_id: string }>(
        'select * from system_due_syncs($1, $2)',
        [app.get(Clock).now(), app.get(Clock).wallNow()],
      ),
    );
  return due.map((row) => ({
    scope: { accountId: row.account_id, actor: { kind: 'command' } },
    connectionId: row.connection_id,
  }));
}

async function run(
  app: INestApplicationContext,
  { scope, connectionId }: SyncTarget,
  options: RunOptions,
  command: Command,
): Promise<void> {
  const runId = await app
    .get(StartSync, { strict: false })
    .execute(scope, connectionId, 'command', {
      daysAhead: options.daysAhead,
      isFull: options.full,
    });
  await app.get(RunSync, { strict: false }).execute(scope, runId, interrupted());
  const query = app.get(SyncRunsQuery, { strict: false });
  const view = await query.one(scope, runId);
  const issues =
    options.verbose === true ? (await query.issues(scope, runId, { limit: 200 })).items : [];
  report(command, { ...view, issues }, sentence(view));
  for (const issue of issues) printSetAside(issue);
  if (view.state === 'failed') process.exitCode = 1;
}

async function rehearse(
  app: INestApplicationContext,
  { scope, connectionId }: SyncTarget,
  options: RunOptions,
  command: Command,
): Promise<void> {
  const dry = await app
    .get(DryRunSync, { strict: false })
    .execute(scope, connectionId, { daysAhead: options.daysAhead }, interrupted());
  report(
    command,
    dry,
    `Would bring ${dry.added} new, update ${dry.updated}, close ${dry.closed}, leave ${dry.skipped} as they are and ask for ${dry.missing} by themselves; ${dry.apiCalls} requests, ${dry.setAside.length} set aside. Nothing was written.`,
  );
  if (options.verbose === true) dry.setAside.forEach(printSetAside);
}

function printSetAside(issue: {
  collection: string;
  externalId: string | null;
  reason: string;
  detail: string;
}): void {
  console.error(
    `  set aside ${issue.collection} ${issue.externalId ?? ''}: ${issue.reason}, ${issue.detail}`,
  );
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
