import pg from 'pg';

/** Keeps the text of every statement this process sends, transaction by transaction, without begin and commit. */
export class StatementLog {
  #open = new Map();
  #transactions = [];

  static start() {
    const log = new StatementLog();
    const { query } = pg.Client.prototype;
    pg.Client.prototype.query = function (statement, ...rest) {
      log.#note(this, typeof statement === 'string' ? statement : statement.text);
      return query.call(this, statement, ...rest);
    };
    return log;
  }

  /** The transactions committed since the last call. */
  take() {
    return this.#transactions.splice(0);
  }

  #note(client, text) {
    if (text === undefined) return;
    const open = this.#open.get(client);
    if (text === 'commit') this.#transactions.push(open ?? []);
    if (text === 'commit' || text === 'rollback') return void this.#open.delete(client);
    // "begin; select …" begins a transaction and tells for whom it is, in one go
    if (/^begin\b/.test(text))
      this.#open.set(client, [text.replace(/^begin;?\s*/, '')].filter(Boolean));
    else if (open !== undefined) open.push(text);
    else this.#transactions.push([text]); // a transaction of its own
  }
}
