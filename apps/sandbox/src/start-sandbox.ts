import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { dayIn } from '@invoicetracker/calendar';
import fastify, { type FastifyInstance } from 'fastify';

import { type Clock, realClock } from './clock.js';
import { serveControl } from './control/control-routes.js';
import { InfaktControl } from './control/infakt-control.js';
import { SeededRandom } from './fiction/seeded-random.js';
import { Companies } from './infakt/companies.js';
import type { CompanyMix } from './infakt/company-plan.js';
import { FaultBook } from './infakt/fault-book.js';
import { INFAKT_BASE, serveInfakt } from './infakt/infakt-server.js';
import { PaymentTasks } from './infakt/payment-tasks.js';
import { RateLimit } from './infakt/rate-limit.js';
import { RequestLog } from './infakt/request-log.js';
import { openJournal } from './journal.js';

export interface SandboxOptions {
  /** 0, the default: any free one */
  readonly port?: number;
  /** loopback unless told */
  readonly host?: string;
  readonly clock?: Clock;
  /** rate limit's own time, milliseconds that only go forward */
  readonly monotonic?: () => number;
  readonly seed?: string;
  /** documents of each company; 282 unless told */
  readonly invoices?: number;
  readonly mix?: CompanyMix;
  /** false: no rate limit */
  readonly limits?: boolean;
  /** keeps what happened to the books over a restart */
  readonly journalFile?: string;
}

export interface Sandbox {
  readonly url: string;
  readonly infakt: InfaktControl;
  close(): Promise<void>;
}

/** Firms live by Polish days, wherever the sandbox runs. */
const ZONE = 'Europe/Warsaw';

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? realClock;
  const today = () => dayIn(ZONE, clock());
  const seed = options.seed ?? 'invoicetracker';
  const random = new SeededRandom(seed, 'order');
  const journal = openJournal(options.journalFile ?? null, {
    startDay: today(),
    seed,
    invoices: options.invoices ?? 282,
    mix: options.mix ?? 'lifelike',
  });
  const companies = new Companies(journal.start, (key, change) => journal.write(key, change));
  for (const { key, change } of journal.entries) companies.replay(key, change);
  const faults = new FaultBook();
  const log = new RequestLog();
  const rateLimit = options.limits === false ? null : new RateLimit();
  const app = fastify({ bodyLimit: 1_048_576, forceCloseConnections: true });

  const infakt = new InfaktControl(
    () => urlOf(app) + INFAKT_BASE,
    companies,
    faults,
    log,
    rateLimit,
    today,
  );
  serveInfakt(app, {
    companies,
    faults,
    log,
    rateLimit,
    clock,
    today,
    tasks: new PaymentTasks(),
    random: () => random.next(),
    monotonic: options.monotonic ?? (() => performance.now()),
  });
  serveControl(app, infakt);
  await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  return { url: urlOf(app), infakt, close: () => app.close() };
}

function urlOf(app: FastifyInstance): string {
  const { address, port } = app.server.address() as AddressInfo;
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
