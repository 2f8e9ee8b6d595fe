import { openProduct } from '../arrange/product.mjs';
import { RunAccountDay } from '../../dist/modules/cases/run-account-day.js';
import { secondsOf } from '../framework/alternate.mjs';
import { answerParent, peakMemory } from '../framework/child.mjs';

/** A process that does nothing but the daily run of one account. */
answerParent(async ({ environment }) => {
  const product = await openProduct(environment);
  return async ({ accountId, day }) => {
    let outcome;
    const seconds = await secondsOf(async () => {
      outcome = await product.get(RunAccountDay).execute(accountId, day);
    });
    return { seconds, counts: outcome.counts, peakMemory: peakMemory() };
  };
});
