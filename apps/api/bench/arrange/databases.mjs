import pg from 'pg';

import { migrate } from '../../dist/platform/database/migrate.js';

const RUNTIME_PASSWORD = 'runtime-role-of-the-bench';

/** Makes databases on the bench's own server: migrated, filled by a bench, or copied from such a one. */
export class Databases {
  #count = 0;

  /** @param {string} adminUrl address of the server as its superuser */
  constructor(adminUrl) {
    this.adminUrl = adminUrl;
  }

  /** A new database with the product's tables. */
  async migrated() {
    const database = await this.#create('');
    await migrate(database.ownerUrl, database.runtimeUrl);
    return database;
  }

  /** A copy of a database that nobody is connected to. */
  copyOf(database) {
    return this.#create(`template ${database.name} strategy file_copy`);
  }

  async drop(database) {
    await this.#asAdmin((admin) => admin.query(`drop database ${database.name} with (force)`));
  }

  async #create(how) {
    this.#count += 1;
    const name = `bench_${this.#count}`;
    await this.#asAdmin((admin) => admin.query(`create database ${name} ${how}`));
    return { name, ownerUrl: this.#url(name), runtimeUrl: this.#url(name, 'invoicetracker_app') };
  }

  async #asAdmin(work) {
    const admin = new pg.Client({ connectionString: this.adminUrl });
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.end();
    }
  }

  #url(name, role) {
    const url = new URL(this.adminUrl);
    url.pathname = `/${name}`;
    if (role === undefined) return url.href;
    url.username = role;
    url.password = RUNTIME_PASSWORD;
    return url.href;
  }
}
