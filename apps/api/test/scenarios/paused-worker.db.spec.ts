import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { JobQueue } from '../../src/platform/jobs/job-queue.js';
import { Firm } from '../factories/firm.js';
import { Outbox } from '../factories/outbox.js';
import { Product } from '../support/product.js';
import { SmtpScriptServer } from '../support/smtp-script.js';
import { liesAbout } from '../support/true-books.js';
import { buildWorker, WorkerProcess } from '../support/worker-process.js';

const DAY = '2026-03-17';
/** Three batches of a run. */
const MANY = 1000;
const FEW = 30;
/** So long the server thinks about an address. */
const RCPT_MS = 400;

/** A process may stand still, for as long as its leases last and longer, and go on as if nothing had been. */
describe('a worker that stands still while another one takes over', () => {
  let product: Product;
  let server: SmtpScriptServer;
  let firm: Firm;
  let outbox: Outbox;
  let jobs: JobQueue;
  let owner: WorkerProcess;
  let other: WorkerProcess | null;
  let told = 0;

  beforeAll(async () => {
    buildWorker();
    product = await Product.start();
    jobs = await product.get(JobQueue);
  }, 60_000);
  afterAll(() => product.close());

  beforeEach(async () => {
    product.clock.set(`${DAY}T10:00:00+01:00`);
    server = await SmtpScriptServer.start();
    firm = await Firm.make(product, `Firma ${(told += 1)}`);
    outbox = new Outbox(product, firm);
    await outbox.useSender(server.port);
    await firm.rows('update accounts set daily_notice_cap = 100000 where id = $1');
    other = null;
  });
  afterEach(async () => {
    await Promise.all([owner.kill(), other?.kill()]);
    await server.close();
  });

  const owe = async (count: number) => {
    const invoices: string[] = [];
    for (let index = 1; index <= count; index += 1)
      invoices.push(
        await firm.invoice(await firm.client(`Klient ${index}`), {
          number: `FV/${index}`,
          dueOn: '2026-03-10',
        }),
      );
    await firm.settle(DAY);
    return invoices;
  };

  const until = async (isSo: () => Promise<boolean>) => {
    while (!(await isSo())) {
      expect(owner.failure).toBeNull();
      expect(other?.failure ?? null).toBeNull();
      await sleep(20);
    }
  };

  const count = async (what: string) => {
    const [row] = await firm.rows<{ count: number }>(`select count(*)::int as count from ${what}`);
    return row!.count;
  };

  /** What PostgreSQL does with a transaction whose process stands still: it is taken back, sooner than in real life. */
  const endIdleTransactions = () =>
    product.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'invoicetracker_app' and state like 'idle in transaction%'`,
    );

  it('M05 the daily run: the other one finishes it, and the first writes nothing more', async () => {
    await owe(MANY);
    await firm.switchSending(true);
    // planned for the evening, so that nothing leaves while it is counted
    await firm.rows(`update accounts set send_from = '20:00' where id = $1`);
    owner = WorkerProcess.start(product);
    const { accountId } = firm;
    await jobs.wake('run-account-day', `${accountId}-first`, { accountId, onDay: DAY });
    await until(async () => (await count('notices where account_id = $1')) > 0);
    owner.pause();
    await sleep(100);
    await endIdleTransactions();
    const before = await count('notices where account_id = $1');
    expect(before).toBeLessThan(MANY);
    await firm.rows(
      `update daily_runs set lease_until = now() - interval '1 second' where account_id = $1`,
    );
    other = WorkerProcess.start(product);
    await jobs.wake('run-account-day', `${accountId}-second`, { accountId, onDay: DAY });
    const isFinished = async () =>
      (await count(`daily_runs where account_id = $1 and state = 'finished'`)) === 1;
    await until(isFinished);
    expect(await count('notices where account_id = $1')).toBe(MANY);
    owner.resume();
    await sleep(2000);
    expect(await isFinished()).toBe(true);
    expect(await count('notices where account_id = $1')).toBe(MANY);
    const [run] = await firm.rows<{ fence: string; notices: number }>(
      'select fence, notice_count as notices from daily_runs where account_id = $1',
    );
    // what each of them counted is what there is: nothing was decided twice
    expect(run).toEqual({ fence: '2', notices: MANY });
    const arrived = server.taken.map((messageId) => ({ messageId }));
    expect(await liesAbout(firm, arrived, { isOver: false })).toEqual([]);
  }, 600_000);

  it('M03 letters: none leaves when it wakes up, whoever has paid meanwhile', async () => {
    const invoices = await owe(FEW);
    await firm.switchSending(true);
    await firm.run(DAY);
    // every letter under way waits for the server when its worker is stopped: between the last look at one and the first
    // byte of its text there are microseconds, in which nobody could keep it back
    let isHeld = false;
    let waiting = 0;
    const meanwhile = async () => {
      waiting += 1;
      await sleep(RCPT_MS);
      while (isHeld) await sleep(20);
      waiting -= 1;
    };
    server.follow({ RCPT: { meanwhile } }, Number.POSITIVE_INFINITY);
    owner = WorkerProcess.start(product);
    const { accountId } = firm;
    await jobs.wake('send-notices', `${accountId}-first`, { accountId });
    await until(() => Promise.resolve(server.taken.length > 0));
    isHeld = true;
    await until(
      async () =>
        waiting > 0 &&
        waiting === (await count(`notices where account_id = $1 and state = 'handing_over'`)),
    );
    owner.pause();
    isHeld = false;
    await sleep(RCPT_MS);
    await endIdleTransactions();
    const { begun } = server;
    product.clock.advance({ minutes: 1 });
    for (const invoice of invoices) await firm.pay(invoice, 12_300, DAY);
    await firm.settle(DAY);
    await firm.rows(
      `update notices set lease_until = now() - interval '1 second' where account_id = $1 and lease_until is not null`,
    );
    other = WorkerProcess.start(product);
    await jobs.wake('send-notices', `${accountId}-second`, { accountId });
    const isOver = async () =>
      (await count(
        `notices where account_id = $1 and state not in ('sent', 'unknown', 'cancelled')`,
      )) === 0;
    await until(isOver);
    owner.resume();
    await sleep(RCPT_MS * 4);
    expect(server.begun).toBe(begun);
    const arrived = server.taken.map((messageId) => ({ messageId }));
    expect(await liesAbout(firm, arrived, { isOver: true })).toEqual([]);
  }, 600_000);
});
