import { SendNotices } from '../../dist/modules/notifications/outbox/send-notices.js';
import { systemScope } from '../../dist/platform/tenancy/account-scope.js';
import { openProduct } from '../arrange/product.mjs';
import { secondsOf } from '../framework/alternate.mjs';
import { answerParent, peakMemory } from '../framework/child.mjs';

/** A process that does nothing but work an outbox off: what a worker does with a job, without the queue. */
answerParent(async ({ environment }) => {
  const product = await openProduct(environment);
  return async ({ accountId }) => {
    const seconds = await secondsOf(() =>
      product.get(SendNotices).execute(systemScope(accountId), new AbortController().signal),
    );
    return { seconds, peakMemory: peakMemory() };
  };
});
