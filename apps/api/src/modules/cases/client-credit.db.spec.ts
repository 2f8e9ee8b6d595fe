import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { Outbox } from '../../../test/factories/outbox.js';
import { Product } from '../../../test/support/product.js';
import { SmtpDouble } from '../../../test/support/smtp-double.js';

const TODAY = '2026-03-17';

describe('a client that has money or a credit note in hand', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;
  let client: string;
  let anna: string;

  beforeAll(async () => {
    product = await Product.start();
    smtp = await SmtpDouble.start();
    anna = await product.user('anna');
  });
  afterAll(async () => {
    await smtp.close();
    await product.close();
  });
  beforeEach(async () => {
    smtp.mails.length = 0;
    product.clock.set(`${TODAY}T10:00:00+01:00`);
    firm = await Firm.make(product, 'Firma', [{ userId: anna, role: 'admin' }]);
    outbox = new Outbox(product, firm);
    await outbox.useSender(smtp.port);
    await firm.switchSending(true);
    client = await firm.client('Alfa');
  });

  const owes = (number: string, gross: number, dueOn = '2026-03-10', currency = 'PLN') =>
    firm.invoice(client, { number, dueOn, gross, currency });
  const run = async (day = TODAY): Promise<void> => {
    await firm.settle(day);
    await firm.run(day);
  };
  const reasons = async (): Promise<string[]> =>
    (
      await firm.rows<{ line: string }>(
        `select c.number || ' ' || s.reason as line from case_schedule s
           join cases c on c.account_id = s.account_id and c.id = s.case_id where s.account_id = $1 order by 1`,
      )
    ).map(({ line }) => line);
  const text = (): string => smtp.mails[0]!.text.replaceAll(/[\u00a0\u202f]/g, ' ');

  it('is not written to while it covers what is asked for, and the case says why', async () => {
    await owes('FV/1', 10_000);
    await firm.moneyInHand(client, 10_000, '2026-03-12');
    await run();
    expect(await outbox.states()).toEqual([]);
    expect(await reasons()).toEqual(['FV/1 covered-by-credit']);
    // the money turns out to be for something else: the case goes on by itself
    await firm.moneyInHand(client, -10_000, '2026-03-17');
    await run('2026-03-18');
    expect(await outbox.states()).toMatchObject([{ state: 'planned' }]);
  });

  it('is not written to either where the money comes between planning and sending', async () => {
    await owes('FV/1', 10_000);
    await run();
    await firm.moneyInHand(client, 12_000, TODAY);
    await outbox.work();
    expect(smtp.mails).toEqual([]);
    expect(await outbox.states()).toMatchObject([
      { state: 'cancelled', reason: 'covered-by-credit' },
    ]);
    expect(await outbox.outcomes()).toEqual([]);
  });

  it('is asked for the difference, with the money and the credit note in the letter', async () => {
    await owes('FV/1', 10_000, '2026-03-09');
    await owes('FV/2', 20_000);
    await firm.invoice(client, {
      number: 'KOR/1',
      dueOn: '2026-03-01',
      kind: 'credit_note',
      gross: -3_000,
    });
    await firm.moneyInHand(client, 4_000, '2026-03-12');
    await run();
    await outbox.work();
    expect(text()).toMatch(/Wpłata z dnia 12\.03\.2026, jeszcze nierozliczona: -40,00 zł/);
    expect(text()).toMatch(/KOR\/1, kwota na Państwa korzyść: -30,00 zł/);
    expect(text()).toMatch(/Razem: 230,00 zł/);
    expect(text()).toMatch(/Do zapłaty: 230,00 zł\nTytuł/);
    const [notice] = await firm.rows<{ asked: string }>(
      'select sum(amount_minor - credited_minor)::text as asked from notice_cases where account_id = $1',
    );
    expect(notice!.asked).toBe('23000');
  });

  it('sees in the letter what of it goes against an invoice that is not in it', async () => {
    await owes('FV/1', 10_000, '2026-03-09');
    await owes('FV/2', 20_000);
    await firm.moneyInHand(client, 15_000, '2026-03-12');
    await run();
    await outbox.work();
    expect(await reasons()).toContain('FV/1 covered-by-credit');
    expect(text()).not.toContain('FV/1');
    expect(text()).toMatch(/jeszcze nierozliczona: -150,00 zł/);
    expect(text()).toMatch(/Zaliczono na inne faktury: 100,00 zł/);
    expect(text()).toMatch(/Razem: 150,00 zł/);
  });

  it('is asked in full for what is owed in another currency', async () => {
    await owes('FV/1', 10_000);
    await owes('FV/2', 10_000, '2026-03-10', 'EUR');
    await firm.moneyInHand(client, 50_000, '2026-03-12', 'EUR');
    await run();
    await outbox.work();
    expect(await reasons()).toContain('FV/2 covered-by-credit');
    expect(text()).toContain('FV/1');
    expect(text()).not.toContain('EUR');
  });

  it('has nothing in hand where a payment was recorded by mistake and taken back', async () => {
    await owes('FV/1', 10_000);
    await firm.settle(TODAY);
    const call = await product.signedIn('anna');
    const [{ id }] = (await firm.rows<{ id: string }>(
      'select id from cases where account_id = $1',
    )) as [{ id: string }];
    const path = `/accounts/${firm.accountId}/cases/${id}/payments`;
    const paid = await call('POST', path, { amount: '40.00', receivedOn: '2026-03-12' });
    expect(paid.status).toBe(201);
    expect((await call('DELETE', `${path}/${paid.body.items[0].id}`)).status).toBe(200);
    await run();
    await outbox.work();
    expect(text()).toMatch(/Do zapłaty: 100,00 zł/);
    expect(text()).not.toContain('nierozliczona');
  });

  it('keeps what the forecast asks for in step', async () => {
    await owes('FV/1', 10_000, '2026-03-09');
    await owes('FV/2', 20_000);
    await firm.moneyInHand(client, 15_000, '2026-03-12');
    await firm.settle(TODAY);
    const call = await product.signedIn('anna');
    const { body } = await call('GET', `/accounts/${firm.accountId}/forecast`);
    expect(body.days[0]).toMatchObject({
      on: TODAY,
      notices: 1,
      totals: [{ amount: '150.00', currency: 'PLN' }],
    });
    const preview = await call('POST', `/accounts/${firm.accountId}/sending/preview`, {});
    expect(preview.body.totals).toEqual([{ amount: '150.00', currency: 'PLN' }]);
    expect(preview.body.items[0].bodyText).toContain('Zaliczono na inne faktury');
  });
});
