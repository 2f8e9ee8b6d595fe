import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../factories/firm.js';
import { Outbox } from '../factories/outbox.js';
import { MortalProcess } from '../support/mortal-process.js';
import { BETWEEN, FAILPOINTS, failpointOf } from './failpoints.js';
import { Product } from '../support/product.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { liesAbout } from '../support/true-books.js';

const DAY = '2026-03-17';
const RUNTIME_USER = 'invoicetracker_app';

/**
 * From the decision to the last commit, a process may die between any two messages to the database. Each of those
 * deaths is told once: the day's run and the outbox die there, somebody else goes on.
 */
describe('a process that dies between a decision and its last commit', () => {
  let product: Product;
  let process: MortalProcess;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;
  let told = 0;
  const deaths: string[] = [];

  beforeAll(async () => {
    product = await Product.start();
    process = MortalProcess.possess(RUNTIME_USER);
  });
  afterAll(async () => {
    process.release();
    await product.close();
    console.info(`${deaths.length} deaths at ${new Set(deaths).size} points.`);
  });
  beforeEach(async () => {
    smtp = await SmtpDouble.start();
  });
  afterEach(() => smtp.close());

  /** Two debts of one client, a client with two addresses, and one who is about to pay. */
  const arrange = async () => {
    product.clock.set(`${DAY}T10:00:00+01:00`);
    firm = await Firm.make(product, `Firma ${(told += 1)}`);
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(smtp.port);
    const owes = async (client: string, number: string) =>
      firm.invoice(client, { number, dueOn: '2026-03-10' });
    const alfa = await firm.client('Alfa');
    await owes(alfa, 'FV/1');
    await owes(alfa, 'FV/2');
    await owes(await firm.client('Beta', ['jeden@beta.example', 'dwa@beta.example']), 'FV/3');
    const paying = await owes(await firm.client('Gamma'), 'FV/4');
    await firm.settle(DAY);
    return paying;
  };

  const life = async () => {
    await firm.run(DAY);
    await outbox.work();
  };

  /** What time would do: leases that nobody renews any more run out. */
  const letLeasesRunOut = async () => {
    await firm.rows(
      `update daily_runs set lease_until = now() - interval '1 hour' where account_id = $1 and state = 'running'`,
    );
    await firm.rows(
      `update notices set lease_until = now() - interval '1 hour' where account_id = $1 and lease_until is not null`,
    );
  };

  const mailsTo = (address: RegExp) => smtp.mails.filter((mail) => address.test(mail.to)).length;

  /** Every address has its message, or somebody is asked about it; none has two. */
  const expectTrueBooks = async (isGammaPaid: boolean) => {
    expect(await liesAbout(firm, smtp.mails, { isOver: true })).toEqual([]);
    const rows = await firm.rows<{ recipient: string; state: string; notices: number }>(
      `select d.recipient, d.state, (select count(*)::int from notices n where n.account_id = d.account_id) as notices
         from deliveries d where d.account_id = $1 order by d.recipient`,
    );
    for (const { recipient, state } of rows) {
      const arrived = smtp.mails.filter((mail) => mail.to === recipient).length;
      expect({ recipient, state, arrived }).toEqual({
        recipient,
        state: expect.stringMatching(/^(accepted|unknown|planned)$/),
        arrived: state === 'accepted' ? 1 : expect.any(Number),
      });
      expect(arrived).toBeLessThanOrEqual(1);
      // an address that was not tried yet belongs to a notice that a person is asked about
      if (state === 'planned') expect(arrived).toBe(0);
    }
    const notices = await firm.rows<{ state: string; client: string; outcome: string }>(
      `select distinct n.state, l.name as client, coalesce(s.outcome, k.outcome) as outcome
         from notices n join clients l on l.account_id = n.account_id and l.id = n.client_id
         join notice_cases k on k.account_id = n.account_id and k.notice_id = n.id
         left join case_stages s on s.account_id = k.account_id and s.case_id = k.case_id and s.notice_id = n.id
        where n.account_id = $1 order by client`,
    );
    const settled = notices.filter(({ state }) => state !== 'cancelled');
    for (const { state, outcome } of settled) {
      expect([`${state}: ${outcome}`]).toEqual([
        expect.stringMatching(/^(sent: counted|unknown: unknown)$/),
      ]);
    }
    const clients = settled.map(({ client }) => client);
    expect(clients).toEqual([...new Set(clients)]);
    expect(clients.filter((client) => client !== 'Gamma')).toEqual(['Alfa', 'Beta']);
    if (!isGammaPaid) expect(clients).toContain('Gamma');
  };

  it.each([
    ['nobody pays meanwhile', false],
    ['Gamma pays meanwhile', true],
  ])(
    'M05 loses nothing and says nothing twice, wherever it dies: %s',
    async (_what, isGammaPaid) => {
      for (let messages = 0; ; messages += 1) {
        smtp.mails.length = 0;
        const paying = await arrange();
        const death = await process.live(messages, life);
        if (death !== null) deaths.push(failpointOf(death) ?? death.unsaid);
        const toldBefore = mailsTo(/gamma/);
        if (isGammaPaid) {
          await firm.pay(paying, 12_300, DAY);
          await firm.settle(DAY);
        }
        await letLeasesRunOut();
        await life();
        await letLeasesRunOut();
        product.clock.advance({ hours: 2 });
        await life();
        try {
          await expectTrueBooks(isGammaPaid);
          if (isGammaPaid) expect(mailsTo(/gamma/)).toBe(toldBefore);
        } catch (error) {
          (error as Error).message +=
            `\n\ndied after ${messages} messages: ${death && failpointOf(death)}`;
          throw error;
        }
        if (death === null) break;
      }
      expect(FAILPOINTS.length).toBeGreaterThanOrEqual(14);
      expect(FAILPOINTS.filter((point) => !deaths.includes(point))).toEqual([]);
      const known = new Set([...FAILPOINTS, BETWEEN]);
      expect(deaths.filter((point) => !known.has(point))).toEqual([]);
    },
    900_000,
  );
});
