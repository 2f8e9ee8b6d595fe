import type { BooksCountry } from './books/books-plan.js';
import type { Bookshelf } from './books/bookshelf.js';
import type { FaultBook } from './serving/fault-book.js';
import type { Wire } from './serving/player.js';

/** What a player is given to play with. */
export interface PlayerWorld {
  readonly books: Bookshelf;
  readonly faults: FaultBook;
  readonly clock: () => Date;
  /** the day it is where the firms are, YYYY-MM-DD */
  readonly today: () => string;
  /** in [0, 1), the same sequence after every start */
  readonly random: () => number;
  /** where the player is reached, for addresses in its answers */
  readonly baseUrl: () => string;
}

/** One provider, played on `books`: a folder of its own and a line in `players.ts`. */
export interface Player {
  readonly country: BooksCountry;
  /** called once at every start: whatever the player remembers beside the books lives in there */
  wire(world: PlayerWorld): Wire;
}
