import { asOwner } from '../arrange/as-owner.mjs';
import { connectedFirm } from '../arrange/connected-firm.mjs';
import { environmentFor } from '../arrange/environment.mjs';
import { openProduct } from '../arrange/product.mjs';
import { provider } from '../arrange/provider.mjs';
import { startChild } from '../framework/child.mjs';

/** What both processes have synced before anything is measured: a worker lives for weeks, and so do its tables. */
const WARM_UP = 282;

/**
 * Two processes on one new database: the raw program and the product, each of which can sync the same company into a
 * firm of its own.
 *
 * @param {object} options
 * @param {string} [options.name] the provider
 * @param {object} [options.settings] further settings of the product, e.g. the provider's real limit
 */
export async function syncPair(context, invoices, { name = 'infakt', settings = {} } = {}) {
  const { replay, company, settings: address } = await provider(context, name);
  const { databases } = context;
  const database = await databases.migrated();
  const environment = environmentFor(database, { ...address, ...settings });
  const product = await openProduct(environment);
  const raw = startChild('limits/raw-sync.mjs', {
    ownerUrl: database.ownerUrl,
    baseUrl: replay.url,
  });
  const worker = startChild('programs/sync.mjs', { environment });
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await raw.stop();
    await worker.stop();
    await product.close();
    await databases.drop(database);
  };
  context.atEnd(close); // a bench that breaks does not come to its own

  const pairOn = async ({ key, credentials, pages, invoices: expected }) => {
    replay.use(key);
    await raw.ask({ pages });
    const newFirm = () => connectedFirm(product, name, credentials);
    return {
      replay,
      database,
      pages,
      newFirm,
      /** Seconds the raw program takes, for all pages or for those of one kind. */
      async limit({ firm = null, work = 'store', only = null } = {}) {
        const place = firm ?? (await newFirm());
        return (await raw.ask({ ...place, work, only })).seconds;
      },
      /**
       * What the product's process answers, once it is sure that all work was done. A later sync reads everything again
       * (`isFull`), also where the provider could tell what has changed.
       */
      async ours(firm = null, { isFirst = firm === null, isFull = true } = {}) {
        const answer = await worker.ask({ ...(firm ?? (await newFirm())), isFull });
        if (isFull) requireDone(answer.run, expected, isFirst);
        return answer;
      },
      close,
    };
  };

  const warmUp = await pairOn(await company(WARM_UP));
  await warmUp.limit();
  await warmUp.ours();
  // Without statistics the foreign keys are checked through whatever index comes first, and stay so for a while.
  await asOwner(database, (owner) => owner.query('analyze'));
  return pairOn(await company(invoices));
}

/** A run that stops early, or leaves rows out, would look fast. */
function requireDone(run, invoices, isFirst) {
  const { state, error_code, new_count, seen_count } = run;
  const isAllThere = seen_count >= invoices && new_count === (isFirst ? invoices : 0);
  if (state === 'succeeded' && isAllThere) return;
  throw new Error(
    `The sync of ${invoices} ended as ${state} (${error_code}), ${seen_count} seen, ${new_count} new.`,
  );
}
