import pg from 'pg';

/** What a client of pg is inside. */
interface Mortal {
  readonly user?: string;
  readonly connection: { readonly stream: { destroy(): void } };
}

/** A death between two messages, both shortened. */
export interface Death {
  /** What it was about to say. */
  readonly unsaid: string;
  /** What it had done before, beginnings and ends of transactions left out; null: nothing */
  readonly done: string | null;
}

type Query = (this: Mortal, ...args: unknown[]) => unknown;

const whole = (pg.Client.prototype as unknown as { query: Query }).query;

/**
 * Lets the process under test die between any two messages to the database: all its connections end at once, and it
 * says nothing more. Whoever connects as somebody else (the test itself) does not notice.
 */
export class MortalProcess {
  private readonly clients = new Set<Mortal>();
  private said = 0;
  private last = Number.POSITIVE_INFINITY;
  private isDead = false;
  /** Where it died. */
  private death: Death | null = null;
  /** What it has said, without beginnings and ends. */
  private done: string | null = null;

  /** @param user the name the process connects as */
  static possess(user: string): MortalProcess {
    const process = new MortalProcess();
    const query: Query = function (...args) {
      if (this.user !== user) return whole.apply(this, args);
      process.clients.add(this);
      return process.isAlive(args[0]) ? whole.apply(this, args) : process.refuse(args);
    };
    Object.assign(pg.Client.prototype, { query });
    return process;
  }

  release(): void {
    Object.assign(pg.Client.prototype, { query: whole });
  }

  /**
   * Lives until it has said so many things, or to the end of the work.
   *
   * @returns where it died; null when it lived on
   */
  async live(messages: number, work: () => Promise<void>): Promise<Death | null> {
    Object.assign(this, { said: 0, last: messages, isDead: false, death: null, done: null });
    try {
      await work();
    } catch (error) {
      // what the dead would have said of it is nobody's
      if (!this.isDead) throw error;
    } finally {
      this.clients.clear();
    }
    Object.assign(this, { last: Number.POSITIVE_INFINITY, isDead: false });
    return this.death;
  }

  private isAlive(message: unknown): boolean {
    if (this.isDead) return false;
    if (this.said < this.last) {
      this.said += 1;
      const said = nameOf(message);
      if (!/^(begin|commit|rollback)/.test(said)) this.done = said;
      return true;
    }
    this.isDead = true;
    this.death = { unsaid: nameOf(message), done: this.done };
    for (const client of this.clients) client.connection.stream.destroy();
    return false;
  }

  /** As a connection that has ended does: through the callback where there is one. */
  private refuse(args: unknown[]): unknown {
    const error = new Error('the process is dead');
    const done = args.at(-1);
    if (typeof done !== 'function') return Promise.reject(error);
    setImmediate(() => (done as (error: Error) => void)(error));
    return undefined;
  }
}

function nameOf(message: unknown): string {
  const text = typeof message === 'string' ? message : ((message as { text?: string }).text ?? '');
  return text.trim().replace(/\s+/g, ' ').slice(0, 60);
}
