import { addDays, dayIn, localDate } from '@invoicetracker/calendar';
import { infakt } from '@invoicetracker/infakt';
import { createHttpTransport } from '@invoicetracker/provider-kit';
import { startSandbox } from '@invoicetracker/sandbox';

import { Clock } from '../../dist/platform/clock/clock.js';
import { startReplay } from './replay-provider.mjs';

/**
 * The sandbox, without its limits, behind a replay.
 *
 * @returns `replay`, and `company(invoices)`: a company with that many open invoices, every page of which has been
 *   asked for once; `apiKey` opens it, `addresses` are what a whole sync asks for, in its order
 */
export async function provider(context) {
  const sandbox = await startSandbox({ limits: false });
  const replay = await startReplay(sandbox.infakt.baseUrl);
  context.atEnd(async () => {
    await replay.close();
    await sandbox.close();
  });
  const companies = new Map();
  const make = async (invoices) => {
    const apiKey = `sandbox-with-${invoices}`;
    sandbox.infakt.company(apiKey, { invoices, mix: 'open' });
    replay.asked.length = 0;
    await readAll(replay.url, apiKey);
    return { apiKey, invoices, addresses: replay.asked.splice(0) };
  };
  return {
    replay,
    company: (invoices) => {
      if (!companies.has(invoices)) companies.set(invoices, make(invoices));
      return companies.get(invoices);
    },
  };
}

/** Everything a sync reads, by the connector itself. */
async function readAll(baseUrl, apiKey) {
  const transport = createHttpTransport({
    baseUrl,
    provider: infakt,
    credentials: { apiKey },
    fetch,
    timeouts: { connectMs: 15_000, totalMs: 45_000 },
    maxBytes: 16 * 1024 * 1024,
    governor: { take: async () => undefined, pause: async () => undefined },
    retries: 0,
    maxWaitMs: 0,
    // eslint-disable-next-line no-restricted-syntax -- a name for a while, not a secret
    random: Math.random,
    sleep: async () => undefined,
    now: () => performance.now(),
  });
  // cases open two days before the due date
  const dueUntil = addDays(localDate(dayIn('Europe/Warsaw', new Clock(null).now())), 2);
  await infakt.listBankAccounts(transport);
  await walk((cursor) => infakt.listClients(transport, cursor));
  await walk((cursor) => infakt.listOpenReceivables(transport, { dueUntil }, cursor));
}

async function walk(fetchPage) {
  let cursor = null;
  do {
    ({ nextCursor: cursor } = await fetchPage(cursor));
  } while (cursor !== null);
}
