import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { RunAccountDay } from '../../src/modules/cases/run-account-day.js';
import { JobQueue } from '../../src/platform/jobs/job-queue.js';
import { Firm } from '../factories/firm.js';
import { Product } from '../support/product.js';
import { randomFrom } from '../support/random-from.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { liesAbout } from '../support/true-books.js';
import { buildWorker, WorkerProcess } from '../support/worker-process.js';

/**
 * The long set (TEST_SOAK) kills more often. Each kill leaves as many letters unknown as the worker had lanes, so it takes
 * more letters, which take longer.
 */
const [NOTICES, KILLS, SLOW_MS] =
  process.env['TEST_SOAK'] === undefined ? [2000, 40, 120] : [6000, 500, 600];
const WORKERS = 2;
/** A lease that was not renewed for so long belongs to a dead worker; in production it runs out after 180 s. */
const DEAD_AFTER_SECONDS = 4;
const LEASE_SECONDS = 180;

/** Give TEST_SEED to repeat a run's choices. */
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));

describe(`workers killed while letters leave (seed ${seed})`, () => {
  const random = randomFrom(seed);
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let jobs: JobQueue;
  let workers: WorkerProcess[] = [];
  let kills = 0;

  beforeAll(async () => {
    buildWorker();
    product = await Product.start();
    product.clock.set('2026-03-17T10:00:00+01:00');
    smtp = await SmtpDouble.start({ slowMs: SLOW_MS });
    smtp.fault('slow', Number.POSITIVE_INFINITY);
    firm = await Firm.make(product, 'Firma', [
      { userId: await product.user('anna'), role: 'admin' },
    ]);
    jobs = await product.get(JobQueue);
    await arrange();
  }, 600_000);

  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    await smtp.close();
    await product.close();
  });

  /** As many letters as there are clients, planned and not yet begun. */
  const arrange = async () => {
    await firm.switchSending(true);
    await firm.rows('update accounts set daily_notice_cap = 100000 where id = $1');
    await firm.rows(
      `insert into senders (account_id, host, port, security, from_name, from_email, created_at, updated_at)
       values ($1, '127.0.0.1', $2, 'none', 'Firma', 'windykacja@firma.example', now(), now())`,
      smtp.port,
    );
    for (let index = 1; index <= NOTICES; index += 1) {
      const client = await firm.client(`Klient ${index}`);
      await firm.invoice(client, { number: `FV/${index}`, dueOn: '2026-03-10' });
    }
    await firm.settle('2026-03-17');
    await (await product.get(RunAccountDay)).execute(firm.accountId, '2026-03-17');
  };

  /**
   * The job of a killed worker stays active until its heartbeat is missed, and the tick comes once a minute:
   * a wake-up under another key does not wait for either. One key is never queued twice.
   */
  const wake = (key: string) => jobs.wake('send-notices', key, { accountId: firm.accountId });

  /** What time would do: leases that nobody renews any more run out. */
  const letDeadLeasesRunOut = () =>
    firm.rows(
      `update notices set lease_until = now() - interval '1 second'
        where account_id = $1 and lease_until between now() and now() + make_interval(secs => $2)`,
      LEASE_SECONDS - DEAD_AFTER_SECONDS,
    );

  const waiting = async () => {
    const [row] = await firm.rows<{ count: number }>(
      `select count(*)::int as count from notices where account_id = $1 and state not in ('sent', 'unknown')`,
    );
    return row!.count;
  };

  /** A worker that cannot start would be waited for without an end. */
  const expectWorkersFit = () =>
    expect(workers.map((worker) => worker.failure)).toEqual(workers.map(() => null));

  /** Waits until letters are leaving, waking somebody where nobody is at work. */
  const lettersLeave = async () => {
    const begun = smtp.dataBegun;
    for (let looks = 1; smtp.dataBegun === begun && (await waiting()) > 0; looks += 1) {
      await sleep(20);
      if (looks % 50 === 0) await wake(`after-kill-${kills}`);
      expectWorkersFit();
    }
  };

  const killOne = async () => {
    const index = Math.floor(random() * WORKERS);
    await workers[index]!.kill();
    workers[index] = WorkerProcess.start(product);
    kills += 1;
  };

  /** However slow the machine is: only a minute in which nothing has left is the end. */
  const letTheRestLeave = async () => {
    let left = await waiting();
    for (let idle = 0, round = 1; left > 0 && idle < 60; round += 1) {
      await letDeadLeasesRunOut();
      await wake(`last-${round}`);
      await sleep(1000);
      const now = await waiting();
      idle = now < left ? 0 : idle + 1;
      left = now;
    }
  };

  it(`M04 are replaced ${KILLS} times, and every letter is sent once or known to be unknown`, async () => {
    workers = Array.from({ length: WORKERS }, () => WorkerProcess.start(product));
    await wake('first');
    await wake('second');
    while (kills < KILLS && (await waiting()) > 0) {
      await lettersLeave();
      await sleep(random() * 300);
      await killOne();
      await letDeadLeasesRunOut();
    }
    expect(kills).toBe(KILLS);
    await letTheRestLeave();
    expectWorkersFit();

    const notices = await firm.rows<{ id: string; state: string }>(
      'select id, state from notices where account_id = $1',
    );
    expect(notices).toHaveLength(NOTICES);
    expect(new Set(notices.map((notice) => notice.state))).toEqual(new Set(['sent', 'unknown']));
  }, 10_800_000);

  it('M03 no letter has left twice, by its id or by its recipient', () => {
    expect(new Set(smtp.mails.map((mail) => mail.messageId)).size).toBe(smtp.mails.length);
    expect(new Set(smtp.mails.map((mail) => mail.to)).size).toBe(smtp.mails.length);
  });

  it('the books tell the truth: nothing is lost, sent twice or sent after its payment, sums are right', async () => {
    expect(await liesAbout(firm, smtp.mails, { isOver: true })).toEqual([]);
  });

  it('every letter nobody knows about is shown to the people who can find out', async () => {
    const unknown = await firm.rows<{ id: string }>(
      `select id from notices where account_id = $1 and state = 'unknown'`,
    );
    // signed in now: the long set outlasts a token
    const admin = await product.signedIn('anna');
    const shown: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await admin(
        'GET',
        `/accounts/${firm.accountId}/notices?state=unknown&limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      shown.push(...body.items.map((notice: { id: string }) => notice.id));
      cursor = body.nextCursor;
    }
    expect(unknown.length).toBeGreaterThan(0);
    expect(shown.sort()).toEqual(unknown.map((notice) => notice.id).sort());
  });
});
