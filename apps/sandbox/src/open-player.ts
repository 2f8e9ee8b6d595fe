import { dayIn } from '@invoicetracker/calendar';
import type { FastifyInstance } from 'fastify';

import type { BookChange } from './books/book-change.js';
import { Bookshelf } from './books/bookshelf.js';
import { BooksControl } from './control/books-control.js';
import type { PlayerParts } from './control/player-control.js';
import { SeededRandom } from './fiction/seeded-random.js';
import type { Journal } from './journal.js';
import type { Player } from './player.js';
import { FaultBook } from './serving/fault-book.js';
import type { Wire } from './serving/player.js';
import { RateLimit } from './serving/rate-limit.js';
import { RequestLog } from './serving/request-log.js';
import { servePlayer } from './serving/serve-player.js';

/** What all players of a sandbox share. */
export interface Stage {
  readonly app: FastifyInstance;
  readonly journal: Journal;
  readonly clock: () => Date;
  readonly monotonic: () => number;
  /** false: no rate limits */
  readonly limits: boolean;
  /** where the sandbox is reached, known once it listens */
  readonly url: () => string;
}

/** Firms live by the days of their country, wherever the sandbox runs. */
const ZONES = { PL: 'Europe/Warsaw', HU: 'Europe/Budapest' } as const;

export function todayIn(country: keyof typeof ZONES, clock: () => Date): () => string {
  return () => dayIn(ZONES[country], clock());
}

/** Opens the books of one provider, replays what happened to them, and puts the player on the wire. */
export function openPlayer(stage: Stage, name: string, player: Player): BooksControl {
  const today = todayIn(player.country, stage.clock);
  const shelf = new Bookshelf(
    { ...stage.journal.start, country: player.country, player: name },
    (key, change) => stage.journal.write(name, key, change),
  );
  for (const { key, change } of stage.journal.entriesOf(name))
    shelf.replay(key, change as BookChange);
  const random = new SeededRandom(stage.journal.start.seed, name, 'order');
  const parts = putOnStage(stage, today, (faults, baseUrl) =>
    player.wire({
      books: shelf,
      faults,
      clock: stage.clock,
      today,
      random: () => random.next(),
      baseUrl,
    }),
  );
  return new BooksControl(parts, shelf);
}

/** Serves a wire with a fault book, a request log and limits of its own. */
export function putOnStage(
  stage: Stage,
  today: () => string,
  wireWith: (faults: FaultBook, baseUrl: () => string) => Wire,
): PlayerParts {
  const faults = new FaultBook();
  const log = new RequestLog();
  const address = () => stage.url() + wire.base;
  const wire = wireWith(faults, address);
  const rateLimit = stage.limits && wire.ratePlan !== null ? new RateLimit(wire.ratePlan) : null;
  const { clock, monotonic } = stage;
  servePlayer(stage.app, wire, { faults, log, rateLimit, clock, monotonic });
  return { address, faults, log, rateLimit, clock, today };
}
