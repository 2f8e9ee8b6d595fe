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
    if (text === 'commit') {
      this.#transactions.push(this.#open.get(client) ?? []);
      this.#open.delete(client);
      return;
    }
    const statements = this.#open.get(client) ?? [];
    // "begin; select …" begins a transaction and tells for whom it is, in one go
    statements.push(text.replace(/^begin;\s*/, ''));
    this.#open.set(client, statements);
  }
}
