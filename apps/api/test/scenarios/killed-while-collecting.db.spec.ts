import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { JobQueue } from '../../src/platform/jobs/job-queue.js';
import { Firm } from '../factories/firm.js';
import { MailLife } from '../factories/mail-life.js';
import { Product } from '../support/product.js';
import { randomFrom } from '../support/random-from.js';
import { buildWorker, WorkerProcess } from '../support/worker-process.js';

const REPLIES = 100;
const KILLS = 10;

/** Give TEST_SEED to repeat a run's choices. */
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));

describe(`workers killed while a mailbox is read (seed ${seed})`, () => {
  const random = randomFrom(seed);
  let product: Product;
  let firm: Firm;
  let life: MailLife;
  let jobs: JobQueue;
  let mailboxId: string;
  let workers: WorkerProcess[] = [];

  beforeAll(async () => {
    buildWorker();
    product = await Product.start();
    product.clock.set('2026-03-17T10:00:00+01:00');
    firm = await Firm.make(product);
    life = await MailLife.start(product, firm);
    await firm.rows('update accounts set daily_notice_cap = 100000 where id = $1');
    await life.write([{ name: 'Alfa' }]);
    for (let index = 0; index < REPLIES; index += 1)
      await life.reply('alfa@client.example', `Odpowiedź ${index}.`);
    mailboxId = (await life.mailbox()).id;
    jobs = await product.get(JobQueue);
  }, 240_000);

  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    await life.close();
    await product.close();
  });

  const taken = async () => (await life.mails()).length;
  /** What time would do: the dead worker's lease runs out, and the mailbox is due. */
  const wake = async (key: string) => {
    await firm.rows(
      `update mailboxes set lease_until = null, next_collect_at = '2000-01-01' where account_id = $1`,
    );
    await jobs.wake('collect-mailbox', key, { accountId: firm.accountId, mailboxId });
  };

  it('takes every answer in, and none twice', async () => {
    workers = [WorkerProcess.start(product), WorkerProcess.start(product)];
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Each command takes a moment, so that a kill falls between what is fetched and what is written.
      life.catcher.control.faults.add({ kind: 'slow', times: 30, delayMs: 30 });
      await wake(`kill-${kill}`);
      await sleep(1500 + random() * 2000);
      const index = Math.floor(random() * workers.length);
      await workers[index]!.kill();
      workers[index] = WorkerProcess.start(product);
    }
    life.catcher.control.faults.clear();
    // Whoever reads now is left alone: a lease that is taken away each second is never kept long enough to write.
    await wake('last');
    for (let round = 0; round < 60 && (await taken()) < REPLIES; round += 1) {
      await sleep(1000);
      await firm.rows(
        `update mailboxes set next_collect_at = '2000-01-01' where account_id = $1 and lease_until is null`,
      );
      await jobs.wake('collect-mailbox', `last-${round}`, { accountId: firm.accountId, mailboxId });
    }
    expect(workers.map((worker) => worker.failure)).toEqual(workers.map(() => null));
    expect(await taken()).toBe(REPLIES);
    const texts = (await life.mails()).map(({ body_text }) => body_text);
    expect(new Set(texts).size).toBe(REPLIES);
    const events = await life.outbox.events();
    expect(events.filter((kind) => kind === 'replied')).toHaveLength(REPLIES);
  }, 240_000);
});
