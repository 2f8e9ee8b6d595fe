import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../../test/factories/firm.js';
import { PASSWORD, Product } from '../../../../../test/support/product.js';
import { systemScope } from '../../../../platform/tenancy/account-scope.js';
import { CreateConnection } from '../../connections/create-connection.js';
import { StartSync } from '../../sync/start-sync.js';
import type { SyncRunView } from '../sync-runs.dto.js';

/** Events of one stream, as they come. */
class Watcher {
  private text = '';
  private readonly decoder = new TextDecoder();
  private constructor(
    readonly response: Response,
    private readonly reader: ReadableStreamDefaultReader<Uint8Array>,
  ) {}

  static async at(url: string, token: string): Promise<Watcher> {
    const headers = { authorization: `Bearer ${token}`, 'last-event-id': '7' };
    const response = await fetch(url, { headers });
    return new Watcher(response, response.body!.getReader());
  }

  /** The next event's run; null when the stream has ended. */
  async next(): Promise<SyncRunView | null> {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.text.slice(0, end);
        this.text = this.text.slice(end + 2);
        const data = /^event: run\ndata: (.*)$/.exec(block)?.[1];
        if (data !== undefined) return JSON.parse(data) as SyncRunView;
        continue;
      }
      const { done, value } = await this.reader.read();
      if (done) return null;
      this.text += this.decoder.decode(value, { stream: true });
    }
  }

  leave(): Promise<void> {
    return this.reader.cancel();
  }
}

describe('a sync run, watched while it goes', () => {
  let product: Product;
  let firm: Firm;
  let base: string;
  let connectionId: string;
  let token: string;

  beforeAll(async () => {
    product = await Product.start();
    firm = await Firm.make(product, 'Huta');
    connectionId = await (
      await product.get(CreateConnection)
    ).execute(systemScope(firm.accountId), {
      provider: 'infakt',
      name: 'inFakt',
      credentials: { apiKey: 'sandbox-huta' },
    });
    const api = await product.api();
    await api.listen(0, '127.0.0.1');
    base = `http://127.0.0.1:${(api.getHttpServer().address() as AddressInfo).port}/api/v1`;
    token = await member('anna');
  });
  afterAll(() => product.close());

  async function member(name: string): Promise<string> {
    const userId = await product.user(name);
    await firm.rows(
      "insert into memberships (account_id, user_id, role, created_at) values ($1, $2, 'viewer', now())",
      userId,
    );
    const answer = await fetch(`${base}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: name, password: PASSWORD }),
    });
    return ((await answer.json()) as { accessToken: string }).accessToken;
  }

  async function newRun(): Promise<string> {
    await firm.rows("update sync_runs set state = 'succeeded' where account_id = $1");
    return (await product.get(StartSync)).execute(
      systemScope(firm.accountId),
      connectionId,
      'person',
    );
  }

  const watch = (runId: string, as = token) =>
    Watcher.at(`${base}/accounts/${firm.accountId}/sync-runs/${runId}/events`, as);
  /** What a worker in another process does at a page border. */
  const advance = (runId: string, seen: number) =>
    firm.rows(
      `update sync_runs set state = 'running', phase = 'invoices', seen_count = $3, total_count = 300 where account_id = $1 and id = $2`,
      runId,
      seen,
    );

  it('tells the present state at once, each page after it, and ends with the run', async () => {
    const runId = await newRun();
    const watcher = await watch(runId);
    expect(watcher.response.headers.get('content-type')).toContain('text/event-stream');
    expect(watcher.response.headers.get('cache-control')).toContain('no-store');
    expect(await watcher.next()).toMatchObject({ id: runId, state: 'queued', seen: 0 });
    await advance(runId, 100);
    expect(await watcher.next()).toMatchObject({ state: 'running', phase: 'invoices', seen: 100 });
    await advance(runId, 200);
    expect(await watcher.next()).toMatchObject({ seen: 200, total: 300 });
    await firm.rows(
      "update sync_runs set state = 'succeeded' where account_id = $1 and id = $2",
      runId,
    );
    expect(await watcher.next()).toMatchObject({ state: 'succeeded' });
    expect(await watcher.next()).toBeNull();
  });

  it('hears again after its line to PostgreSQL was cut', async () => {
    const runId = await newRun();
    const watcher = await watch(runId);
    await watcher.next();
    await advance(runId, 1);
    await watcher.next();
    const cut = await product.owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'invoicetracker announcements' and datname = current_database()",
    );
    expect(cut.rowCount).toBe(1);
    await advance(runId, 2);
    expect(await watcher.next()).toMatchObject({ seen: 2 });
    await watcher.leave();
  });

  it('ends before the next event for a member who was taken out', async () => {
    const runId = await newRun();
    const watcher = await watch(runId, await member('bogdan'));
    await watcher.next();
    await firm.rows(
      "delete from memberships where account_id = $1 and user_id = (select id from users where username = 'bogdan')",
    );
    await advance(runId, 50);
    expect(await watcher.next()).toBeNull();
  });

  it('ends for a session that was signed out', async () => {
    const runId = await newRun();
    const watcher = await watch(runId, await member('celina'));
    await watcher.next();
    await product.owner.query(
      "update sessions set ended_at = now() where user_id = (select id from users where username = 'celina')",
    );
    await advance(runId, 60);
    expect(await watcher.next()).toBeNull();
  });

  it('lets one person watch four times, and again when one was left', async () => {
    const runId = await newRun();
    const watchers = await Promise.all([1, 2, 3, 4].map(() => watch(runId)));
    for (const watcher of watchers) await watcher.next();
    const fifth = await watch(runId);
    expect(fifth.response.status).toBe(429);
    expect(fifth.response.headers.get('content-type')).toContain('problem+json');
    await fifth.leave();
    const others = await watch(runId, await member('danuta'));
    expect(others.response.status).toBe(200);
    await Promise.all([...watchers, others].map((watcher) => watcher.leave()));
    let status = 429;
    for (let attempt = 0; status === 429 && attempt < 50; attempt += 1) {
      const again = await watch(runId);
      ({ status } = again.response);
      await again.leave();
    }
    expect(status).toBe(200);
  });

  it('T01 answers 404 for a run of another account, as for one that is not there', async () => {
    const other = await Firm.make(product, 'Obca');
    const runId = await newRun();
    for (const path of [
      `/accounts/${other.accountId}/sync-runs/${runId}/events`,
      `/accounts/${firm.accountId}/sync-runs/018f0000-0000-7000-8000-000000000000/events`,
    ]) {
      const watcher = await Watcher.at(`${base}${path}`, token);
      expect(watcher.response.status).toBe(404);
      await watcher.leave();
    }
  });

  it('closes the streams when the process shuts down', async () => {
    const runId = await newRun();
    const watcher = await watch(runId);
    await watcher.next();
    const api = await product.api();
    const closed = api.close();
    expect(await watcher.next()).toBeNull();
    // fetch keeps a spare connection open that never asked for anything
    api.getHttpServer().closeAllConnections();
    await closed;
  });
});
