import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';

import { type CheckedChain, VerifyAudit } from '../modules/audit/verify-audit.js';
import { NotFound } from '../platform/http/domain-error.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { parseId } from './parse-id.js';
import { report, withProduct } from './with-product.js';

/** `audit verify`: exit code 1 when a chain is broken, naming the first bad entry and how it was changed. */
export function addAuditCommands(program: Command): void {
  program
    .command('audit')
    .description('who did what')
    .command('verify')
    .description('verify the chain of audit entries from the first one on')
    .option(
      '--account <uuid>',
      "one account's chain; all of them and the installation's if left out",
      parseId,
    )
    .action(async (options: { account?: string }, command: Command) => {
      await withProduct(async (app) => {
        const verify = app.get(VerifyAudit, { strict: false });
        const chains: CheckedChain[] = [];
        for (const accountId of await targets(app, options.account))
          chains.push(await verify.execute(accountId));
        const isIntact = chains.every(({ problem }) => problem === null);
        report(command, { isIntact, chains }, chains.map(sentence).join('\n'));
        if (!isIntact) process.exitCode = 1;
      });
    });
}

async function targets(
  app: INestApplicationContext,
  account: string | undefined,
): Promise<(string | null)[]> {
  const rows = await app
    .get(Tenancy)
    .withoutScope((tx) => tx.query<{ account_id: string }>('select * from system_account_ids()'));
  const ids = rows.map((row) => row.account_id);
  if (account === undefined) return [null, ...ids];
  if (!ids.includes(account)) throw new NotFound('account');
  return [account];
}

function sentence({ accountId, entries, head, problem }: CheckedChain): string {
  const name = accountId ?? 'installation';
  return problem === null
    ? `${name}: ${entries} entries hold, the last link is ${head.slice(0, 16)}.`
    : `${name}: BROKEN at entry ${problem.seq} (${problem.kind}); ${entries} entries before it hold.`;
}
