import { openProduct } from '../arrange/product.mjs';
import { StartSync } from '../../dist/modules/providers/sync/start-sync.js';
import { RunSync } from '../../dist/modules/providers/sync/run-sync.js';
import { systemScope } from '../../dist/platform/tenancy/account-scope.js';
import { Tenancy } from '../../dist/platform/tenancy/tenancy.js';
import { secondsOf } from '../framework/alternate.mjs';
import { answerParent, peakMemory } from '../framework/child.mjs';
import { StatementLog } from './statement-log.mjs';

/** A process that does nothing but sync: what a worker does with a job, without the queue. */
answerParent(async ({ environment }) => {
  const log = StatementLog.start();
  const product = await openProduct(environment);
  return async ({ accountId, connectionId, isFull }) => {
    const scope = systemScope(accountId);
    const runId = await product.get(StartSync).execute(scope, connectionId, 'command', { isFull });
    log.take();
    const seconds = await secondsOf(() =>
      product.get(RunSync).execute(scope, runId, new AbortController().signal),
    );
    const transactions = log.take();
    const run = await product
      .get(Tenancy)
      .inAccount(scope, (tx) =>
        tx.one('select * from sync_runs where account_id = $1 and id = $2', [accountId, runId]),
      );
    return {
      seconds,
      run,
      statements: transactions.flat().length,
      statementsOfPages: transactions.filter(writesInvoices).map(({ length }) => length),
      peakMemory: peakMemory(),
    };
  };
});

const writesInvoices = (statements) => statements.some((text) => /into invoice_lines/.test(text));
