import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { JobQueue } from '../../src/platform/jobs/job-queue.js';
import { Firm } from '../factories/firm.js';
import { Outbox } from '../factories/outbox.js';
import { Product } from '../support/product.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { liesAbout } from '../support/true-books.js';
import { buildWorker, WorkerProcess } from '../support/worker-process.js';

const NOTICES = 60;
/** As often as the queue tries a job, the first time and three times again: what is left after that is the tick's. */
const DEATHS = 4;

describe('a worker that dies while letters leave, and nobody who helps', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let worker: WorkerProcess;

  beforeAll(async () => {
    buildWorker();
    product = await Product.start();
    product.clock.set('2026-03-17T10:00:00+01:00');
    smtp = await SmtpDouble.start({ slowMs: 300 });
    smtp.fault('slow', Number.POSITIVE_INFINITY);
    firm = await Firm.make(product);
    const outbox = new Outbox(product, firm);
    await outbox.useSender(smtp.port);
    await firm.switchSending(true);
    await outbox.plan(Array.from({ length: NOTICES }, (_, index) => ({ name: `Klient ${index}` })));
    worker = WorkerProcess.start(product);
    // The only wake-up that this test gives; in production the daily run does.
    await (
      await product.get(JobQueue)
    ).wake('send-notices', firm.accountId, { accountId: firm.accountId });
  }, 60_000);

  afterAll(async () => {
    await worker.kill();
    await smtp.close();
    await product.close();
  });

  const until = async (isSo: () => boolean | Promise<boolean>) => {
    while (!(await isSo())) {
      expect(worker.failure).toBeNull();
      await sleep(50);
    }
  };

  const count = async (states: string) => {
    const [row] = await firm.rows<{ count: number }>(
      `select count(*)::int as count from notices where account_id = $1 and state in (${states})`,
    );
    return row!.count;
  };

  const lettersLeave = async () => {
    const { dataBegun } = smtp;
    await until(() => smtp.dataBegun > dataBegun);
  };

  /** What time would do, and nothing else: the dead worker's heartbeat is missed. */
  const letHeartbeatBeMissed = () =>
    product.owner.query(
      `update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute' where name = 'send-notices' and state = 'active'`,
    );

  /** The same for what it had claimed. */
  const letLeasesRunOut = () =>
    firm.rows(
      `update notices set lease_until = lease_until - interval '1 hour' where account_id = $1 and lease_until is not null`,
    );

  it('M04 is followed by another one, as often as it happens, and at last by the tick', async () => {
    for (let death = 1; death <= DEATHS; death += 1) {
      await lettersLeave();
      await worker.kill();
      expect(await count(`'planned'`)).toBeGreaterThan(0);
      await letHeartbeatBeMissed();
      if (death === DEATHS) await letLeasesRunOut();
      worker = WorkerProcess.start(product);
    }
    await until(async () => (await count(`'sent', 'unknown'`)) === NOTICES);
    expect(await count(`'unknown'`)).toBeGreaterThan(0);
  }, 300_000);

  it('M03 has sent no letter that another one sends again', async () => {
    expect(new Set(smtp.mails.map((mail) => mail.to)).size).toBe(smtp.mails.length);
    expect(await liesAbout(firm, smtp.mails, { isOver: true })).toEqual([]);
  });
});
