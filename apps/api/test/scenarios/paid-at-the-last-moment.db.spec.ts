import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Outbox } from '../factories/outbox.js';
import { WorkingFirm } from '../factories/working-firm.js';
import { Product } from '../support/product.js';
import { liesAbout } from '../support/true-books.js';
import { type SmtpPhase, SmtpScriptServer } from '../support/smtp-script.js';

const DAY = '2026-03-17';
/** Longer than a letter may rest between the last look and its text without being looked at again. */
const SLOW_MS = 700;

/**
 * A payment that is known before the text of a letter leaves keeps it from leaving, however late that is: while the last
 * transaction before the hand-over is under way, and in each step of the dialogue with a slow mail server.
 */
describe('a client who pays at the last moment', () => {
  let product: Product;
  let server: SmtpScriptServer;
  let work: WorkingFirm;
  let outbox: Outbox;
  let told = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    server = await SmtpScriptServer.start();
    work = await WorkingFirm.on(product, DAY, `wanda-${(told += 1)}`);
    outbox = new Outbox(product, work.firm);
    await outbox.useSender(server.port);
  });
  afterEach(async () => {
    const arrived = server.taken.map((messageId) => ({ messageId }));
    expect(await liesAbout(work.firm, arrived, { isOver: false })).toEqual([]);
    await server.close();
  });

  const plan = (...emails: string[]) =>
    outbox.plan([{ name: 'Alfa', emails: emails.length === 0 ? ['ala@alfa.example'] : emails }]);

  const tell = async (path: string, body: object) => {
    const answer = await work.send('POST', `/cases/${await work.caseId('FV/1')}${path}`, body);
    expect(answer.status).toBeLessThan(300);
  };
  const pay = (amount = '123.00') => tell('/payments', { amount, receivedOn: DAY });

  /** What happens meanwhile, and what keeps the letter from leaving as it was. */
  const NEWS: readonly (readonly [string, () => Promise<void>])[] = [
    ['all of it is paid', () => pay()],
    ['a part of it is paid', () => pay('23.00')],
    ['the client contests it', () => tell('/disputes', { reason: 'other', text: 'nie' })],
    [
      'the client promises to pay',
      () => tell('/promises', { instalments: [{ on: '2026-03-20', amount: '123.00' }] }),
    ],
    ['somebody stops it', () => tell('/hold', { reason: 'rozmowa' })],
    [
      'a credit note takes all of it away',
      async () => {
        const [invoice] = await work.firm.rows<{ id: string }>(
          'select id from invoices where account_id = $1',
        );
        await work.firm.credit(invoice!.id, 12_300, DAY);
        await work.firm.settle(DAY);
      },
    ],
  ];

  const phases: readonly SmtpPhase[] = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA'];

  it.each(phases)('is not written to when the server was slow at: %s', async (phase) => {
    await plan();
    const meanwhile = async () => {
      await pay();
      await sleep(SLOW_MS);
    };
    server.follow({ [phase]: { meanwhile } }, 1);
    await outbox.work();
    expect(server.taken).toEqual([]);
    product.clock.advance({ hours: 2 });
    await outbox.work();
    expect(server.taken).toEqual([]);
    expect(await outbox.states()).toMatchObject([
      { state: 'cancelled', reason: 'settled-before-sending' },
    ]);
    expect(await outbox.outcomes()).toEqual([]);
  });

  it.each(NEWS)('hears nothing that is not true any more: %s', async (_what, happen) => {
    await plan();
    const meanwhile = async () => {
      await happen();
      await sleep(SLOW_MS);
    };
    server.follow({ RCPT: { meanwhile } }, 1);
    await outbox.work();
    expect(server.taken).toEqual([]);
  });

  it('gets the rest asked for when a part was paid meanwhile', async () => {
    await plan();
    const meanwhile = async () => {
      await pay('23.00');
      await sleep(SLOW_MS);
    };
    server.follow({ DATA: { meanwhile } }, 1);
    await outbox.work();
    product.clock.advance({ hours: 1 });
    await outbox.work();
    expect(server.taken).toHaveLength(1);
    const asked = await work.firm.rows(
      'select amount_minor::int as minor from notice_cases where account_id = $1',
    );
    expect(asked).toEqual([{ minor: 10_000 }]);
  });

  it('who has not paid gets the letter of a slow server, once', async () => {
    await plan();
    server.follow({ DATA: { meanwhile: () => sleep(SLOW_MS) } }, 1);
    await outbox.work();
    product.clock.advance({ hours: 2 });
    await outbox.work();
    expect(server.taken).toHaveLength(1);
    expect(await outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
  });

  it('who has money in hand for a part gets the letter of a slow server, once', async () => {
    const { firm } = work;
    const client = await firm.client('Alfa', ['ala@alfa.example']);
    await firm.invoice(client, { number: 'FV/1', dueOn: '2026-03-05', gross: 30_458 });
    await firm.invoice(client, { number: 'FV/2', dueOn: '2026-03-18', gross: 34_735 });
    await firm.moneyInHand(client, 55_233, DAY);
    await firm.settle(DAY);
    await firm.run(DAY);
    server.follow({ DATA: { meanwhile: () => sleep(SLOW_MS) } }, 1);
    await outbox.work();
    expect(server.taken).toHaveLength(1);
    const asked = await firm.rows(
      'select (amount_minor - credited_minor)::int as minor from notice_cases where account_id = $1',
    );
    expect(asked).toEqual([{ minor: 9960 }]);
  });

  it('is not written to at a second address when the first has just had it', async () => {
    await plan('jeden@alfa.example', 'dwa@alfa.example');
    let payments = 0;
    server.follow(
      { dot: { meanwhile: async () => void ((payments += 1) === 1 && (await pay())) } },
      1,
    );
    await outbox.work();
    product.clock.advance({ hours: 2 });
    await outbox.work();
    expect(server.taken).toHaveLength(1);
    expect((await outbox.deliveries()).map(({ state }) => state).sort()).toEqual([
      'accepted',
      'skipped',
    ]);
    expect(await outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
  });

  it('has paid before the letter or after it, and never while it is being let go', async () => {
    await work.firm.rows('update senders set per_minute = 60 where account_id = $1');
    await plan();
    const other = await product.owner.connect();
    try {
      // another worker counts what the sender has sent: this one waits for it, with its last look behind it
      await other.query('begin');
      await other.query('select 1 from senders where account_id = $1 for update', [
        work.firm.accountId,
      ]);
      const sending = outbox.work();
      await waitingForSender();
      let isPaid = false;
      const paying = pay().then(() => (isPaid = true));
      await sleep(SLOW_MS);
      const wasPaidBefore = isPaid;
      await other.query('rollback');
      await Promise.all([sending, paying]);
      expect({ wasPaidBefore, letters: server.taken.length }).not.toEqual({
        wasPaidBefore: true,
        letters: 1,
      });
    } finally {
      other.release();
    }
  });

  const waitingForSender = async () => {
    for (;;) {
      const { rows } = await product.owner.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%from senders%'`,
      );
      if (rows.length > 0) return;
      await sleep(20);
    }
  };
});
