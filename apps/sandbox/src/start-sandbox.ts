import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import fastify, { type FastifyInstance } from 'fastify';

import type { BooksMix } from './books/books-plan.js';
import { type Clock, realClock } from './clock.js';
import type { BooksControl } from './control/books-control.js';
import { serveControl } from './control/control-routes.js';
import type { InfaktControl } from './control/infakt-control.js';
import { openJournal } from './journal.js';
import { openInfakt } from './open-infakt.js';
import { openPlayer, type Stage, todayIn } from './open-player.js';
import type { Player } from './player.js';
import { type PlayerName, PLAYERS } from './players.js';

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
  readonly mix?: BooksMix;
  /** false: no rate limit */
  readonly limits?: boolean;
  /** keeps what happened to the books over a restart */
  readonly journalFile?: string;
}

/** A handle on all that is played: one control for each provider, by its name. */
export type Sandbox = {
  readonly url: string;
  readonly infakt: InfaktControl;
  close(): Promise<void>;
} & Readonly<Record<PlayerName, BooksControl>>;

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? realClock;
  const app = fastify({ bodyLimit: 1_048_576, forceCloseConnections: true });
  const stage: Stage = {
    app,
    clock,
    journal: openJournal(options.journalFile ?? null, {
      startDay: todayIn('PL', clock)(),
      seed: options.seed ?? 'invoicetracker',
      invoices: options.invoices ?? 282,
      mix: options.mix ?? 'lifelike',
    }),
    monotonic: options.monotonic ?? (() => performance.now()),
    limits: options.limits !== false,
    url: () => urlOf(app),
  };
  const infakt = openInfakt(stage);
  const onBooks = Object.fromEntries(
    Object.entries<Player>(PLAYERS).map(([name, player]) => [
      name,
      openPlayer(stage, name, player),
    ]),
  ) as Record<PlayerName, BooksControl>;
  serveControl(app, { ...onBooks, infakt });
  await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  return { ...onBooks, url: urlOf(app), infakt, close: () => app.close() };
}

function urlOf(app: FastifyInstance): string {
  const { address, port } = app.server.address() as AddressInfo;
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
