import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { JobQueue } from '../../src/platform/jobs/job-queue.js';
import { Firm } from '../factories/firm.js';
import { Outbox } from '../factories/outbox.js';
import { DatabaseLine } from '../support/database-line.js';
import { Product } from '../support/product.js';
import { randomFrom } from '../support/random-from.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { liesAbout } from '../support/true-books.js';
import { buildWorker, WorkerProcess } from '../support/worker-process.js';

const NOTICES = 240;
const ROUNDS = 2;

/** Give TEST_SEED to repeat a run's choices. */
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));

/** What may happen to a database; each is over when it returns. */
const TROUBLES = {
  'backends terminated': ({ product, line }: Trouble) =>
    product.owner.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where client_port = any ($1::int[])',
      [line.ports],
    ),
  restarted: async ({ line, ms }: Trouble) => {
    line.breakDown();
    await sleep(ms);
    line.mend();
  },
  paused: async ({ line, ms }: Trouble) => {
    line.pause();
    await sleep(ms);
    line.mend();
  },
  'cut off': ({ line }: Trouble) => Promise.resolve(line.cut()),
} as const;

interface Trouble {
  readonly product: Product;
  readonly line: DatabaseLine;
  readonly ms: number;
}

describe(`a database in trouble while letters leave (seed ${seed})`, () => {
  const random = randomFrom(seed);
  let product: Product;
  let line: DatabaseLine;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;
  let jobs: JobQueue;
  let workers: WorkerProcess[] = [];

  beforeAll(async () => {
    buildWorker();
    product = await Product.start();
    line = await DatabaseLine.to(product.settings.RUNTIME_DATABASE_URL);
    product.clock.set('2026-03-17T10:00:00+01:00');
    smtp = await SmtpDouble.start({ slowMs: 250 });
    smtp.fault('slow', Number.POSITIVE_INFINITY);
    firm = await Firm.make(product);
    outbox = new Outbox(product, firm);
    await outbox.useSender(smtp.port);
    await firm.switchSending(true);
    await firm.rows('update accounts set daily_notice_cap = 100000 where id = $1');
    await outbox.plan(Array.from({ length: NOTICES }, (_, index) => ({ name: `Klient ${index}` })));
    jobs = await product.get(JobQueue);
    const settings = { ...product.settings, RUNTIME_DATABASE_URL: line.url };
    workers = [WorkerProcess.start({ settings }), WorkerProcess.start({ settings })];
  }, 60_000);

  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    await smtp.close();
    await line.close();
    await product.close();
  });

  /** The tick comes once a minute: another key wakes somebody before that. */
  const wake = (key: string) => jobs.wake('send-notices', key, { accountId: firm.accountId });

  const letLeasesRunOut = () =>
    firm.rows(
      `update notices set lease_until = now() - interval '1 second' where account_id = $1 and lease_until is not null`,
    );

  const waiting = async () => {
    const states = await outbox.states();
    return states.filter(({ state }) => state !== 'sent' && state !== 'unknown').length;
  };

  const lettersLeave = async (key: string) => {
    const begun = smtp.dataBegun;
    for (let looks = 1; smtp.dataBegun === begun && (await waiting()) > 0; looks += 1) {
      if (looks % 40 === 1) await wake(`${key}-${looks}`);
      await sleep(50);
    }
  };

  it('M05 goes on by itself, loses nothing and says nothing twice', async () => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const [name, happen] of Object.entries(TROUBLES)) {
        await lettersLeave(`${round}-${name}`);
        await sleep(random() * 300);
        await happen({ product, line, ms: 500 + random() * 1500 });
      }
    }
    expect(await waiting()).toBeGreaterThan(0);
    for (let round = 1; round <= 60 && (await waiting()) > 0; round += 1) {
      await sleep(1000);
      if (round % 5 === 0) await letLeasesRunOut();
      // what failed on our side waits for a while
      if (round % 5 === 0) product.clock.advance({ minutes: 20 });
      await wake(`last-${round}`);
    }
    expect(workers.map((worker) => worker.failure)).toEqual(workers.map(() => null));
    expect(await waiting()).toBe(0);
    expect(await liesAbout(firm, smtp.mails, { isOver: true })).toEqual([]);
    expect(new Set(smtp.mails.map((mail) => mail.to)).size).toBe(smtp.mails.length);
    expect(smtp.mails.length).toBeGreaterThan(NOTICES / 2);
  }, 170_000);
});
