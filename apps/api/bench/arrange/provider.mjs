import { startSandbox } from '@invoicetracker/sandbox';

import { CONNECTORS } from '../../dist/modules/providers/provider-registry.js';
import { PLAYED } from '../../test/support/played-providers.ts';
import { readPages } from './read-pages.mjs';
import { startReplay } from './replay-provider.mjs';

/** The sandbox without its limits, for all providers. */
async function sandboxOf(context) {
  const sandbox = await startSandbox({ limits: false });
  context.atEnd(() => sandbox.close());
  return sandbox;
}

/**
 * What the books of a firm have besides unpaid invoices. Billingo's connector asks for the payments on every overdue
 * invoice until one that is paid in part shows that it need not: firms have such a one.
 */
const PREPARED = {
  billingo: (control, key) => {
    const [oldest] = control.documents(key).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
    if (oldest !== undefined) control.partPay(key, { id: oldest.id, amountMinor: 100 });
  },
};

const makers = new Map();

/**
 * A provider as the sandbox plays it, behind a replay.
 *
 * @returns `replay`, `settings` that lead the product there, and `company(invoices)`: a firm with that many open
 *   invoices, every page of which has been asked for once; `credentials` open it, `pages` are what a whole sync asks
 *   for, in its order, with the rows that are in them
 */
export function provider(context, name) {
  if (!makers.has(name)) makers.set(name, (shared) => played(shared, name));
  return context.shared(makers.get(name));
}

async function played(context, name) {
  const sandbox = await context.shared(sandboxOf);
  const replay = await startReplay(sandbox[name].baseUrl);
  context.atEnd(() => replay.close());
  const settings = PLAYED[name].settings({ ...sandbox, [name]: { baseUrl: replay.url } });
  const address = settings[`${name.toUpperCase()}_API_URL`];
  const companies = new Map();
  const make = async (invoices) => {
    const key = `sandbox-with-${invoices}`;
    sandbox[name].company(key, { invoices, mix: 'open' });
    PREPARED[name]?.(sandbox[name], key);
    const company = { name, key, invoices, credentials: PLAYED[name].credentials(key), pages: [] };
    replay.use(key);
    company.pages = await readPages(replay, address, CONNECTORS[name], company.credentials);
    return company;
  };
  return {
    replay,
    settings,
    company: (invoices) => {
      if (!companies.has(invoices)) companies.set(invoices, make(invoices));
      return companies.get(invoices);
    },
  };
}
