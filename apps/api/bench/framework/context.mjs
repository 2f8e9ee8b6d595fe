/** What benches share: the database server, things made once for several of them, and the way to clean up. */
export class Context {
  #shared = new Map();
  #cleanups = [];

  /**
   * @param {import('../arrange/databases.mjs').Databases} databases
   * @param {boolean} [isLarge] whether benches with a large size run it
   */
  constructor(databases, isLarge = false) {
    this.databases = databases;
    this.isLarge = isLarge;
  }

  /** What `make` answers, made for the first bench that asks. */
  shared(make) {
    if (!this.#shared.has(make)) this.#shared.set(make, make(this));
    return this.#shared.get(make);
  }

  /** Registers what has to be done when all is over; the last one first. */
  atEnd(cleanup) {
    this.#cleanups.push(cleanup);
  }

  async close() {
    for (const cleanup of this.#cleanups.reverse()) await cleanup();
  }
}
