import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { Outbox } from '../../../test/factories/outbox.js';
import { type Caller, Product } from '../../../test/support/product.js';
import { SmtpDouble } from '../../../test/support/smtp-double.js';

describe('a message for each invoice', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;
  let alfa: string;
  let call: Caller;

  beforeAll(async () => {
    product = await Product.start();
    smtp = await SmtpDouble.start();
    await product.user('anna');
    call = await product.signedIn('anna');
  });
  afterAll(async () => {
    await smtp.close();
    await product.close();
  });
  beforeEach(async () => {
    smtp.mails.length = 0;
    firm = await Firm.make(product, 'Firma', [{ userId: await idOf('anna'), role: 'admin' }]);
    outbox = new Outbox(product, firm);
    await outbox.useSender(smtp.port);
    await firm.switchSending(true);
    alfa = await firm.client('Alfa');
    await firm.invoice(alfa, { number: 'FV/1', dueOn: '2026-03-10' });
    await firm.invoice(alfa, { number: 'FV/2', dueOn: '2026-03-09' });
  });

  const idOf = async (name: string): Promise<string> =>
    (await product.owner.query<{ id: string }>('select id from users where username = $1', [name]))
      .rows[0]!.id;
  const on = async (day: string): Promise<void> => {
    product.clock.set(`${day}T10:00:00+01:00`);
    await firm.settle(day);
    await firm.run(day);
    await outbox.work();
  };
  /** What has left, a letter a line: "2026-03-17 FV/1 FV/2". */
  const letters = async (): Promise<string[]> =>
    (
      await firm.rows<{ line: string }>(
        `select n.sent_on || ' ' || string_agg(c.number, ' ' order by c.number) as line from notices n
           join notice_cases k on k.account_id = n.account_id and k.notice_id = n.id and k.outcome = 'counted'
           join cases c on c.account_id = k.account_id and c.id = k.case_id
          where n.account_id = $1 group by n.account_id, n.id order by 1`,
      )
    ).map(({ line }) => line);
  const forAccount = async (isNoticePerInvoice: boolean): Promise<void> => {
    const url = `/accounts/${firm.accountId}`;
    const etag = String((await call('GET', url)).headers['etag']);
    const body = { schedule: { isNoticePerInvoice } };
    const { status } = await call('PATCH', url, body, { 'if-match': etag });
    expect(status).toBe(200);
  };
  const forClient = async (isNoticePerInvoice: boolean | null, clientId = alfa) => {
    const url = `/accounts/${firm.accountId}/clients/${clientId}`;
    const etag = String((await call('GET', url)).headers['etag'] ?? '"1"');
    return call('PATCH', url, { isNoticePerInvoice }, { 'if-match': etag });
  };

  it('is what an account can have, and then the gap counts from the day, not from each of them', async () => {
    await forAccount(true);
    await on('2026-03-17');
    expect(await letters()).toEqual(['2026-03-17 FV/1', '2026-03-17 FV/2']);
    expect(smtp.mails).toHaveLength(2);
    await firm.invoice(alfa, { number: 'FV/3', dueOn: '2026-03-11' });
    for (const day of ['2026-03-17', '2026-03-18', '2026-03-21']) await on(day);
    expect(await letters()).toHaveLength(2);
    await on('2026-03-22');
    expect(await letters()).toEqual(['2026-03-17 FV/1', '2026-03-17 FV/2', '2026-03-22 FV/3']);
    await on('2026-03-27');
    expect((await letters()).slice(3)).toEqual([
      '2026-03-27 FV/1',
      '2026-03-27 FV/2',
      '2026-03-27 FV/3',
    ]);
  });

  it('is what one client can have, or be the one that has it otherwise', async () => {
    const beta = await firm.client('Beta');
    await firm.invoice(beta, { number: 'B/1', dueOn: '2026-03-10' });
    await firm.invoice(beta, { number: 'B/2', dueOn: '2026-03-10' });
    expect((await forClient(true)).body).toMatchObject({ isNoticePerInvoice: true });
    await on('2026-03-17');
    expect(await letters()).toEqual(['2026-03-17 B/1 B/2', '2026-03-17 FV/1', '2026-03-17 FV/2']);
    await forAccount(true);
    expect((await forClient(false)).status).toBe(200);
    await on('2026-03-24');
    expect((await letters()).slice(3)).toEqual([
      '2026-03-24 B/1',
      '2026-03-24 B/2',
      '2026-03-24 FV/1 FV/2',
    ]);
    expect((await forClient(null)).body).toMatchObject({ isNoticePerInvoice: null });
  });

  it('never joins one for several on one day, also when the switch is turned in between', async () => {
    await on('2026-03-17');
    expect(await letters()).toEqual(['2026-03-17 FV/1 FV/2']);
    await firm.invoice(alfa, { number: 'FV/3', dueOn: '2026-03-10' });
    await forAccount(true);
    // as if nothing were known of today's letter: only the statement that plans stands in the way
    await firm.rows('delete from client_contact_days where account_id = $1');
    await firm.settle('2026-03-17');
    await firm.rows(`delete from daily_runs where account_id = $1`);
    await on('2026-03-17');
    expect(await letters()).toEqual(['2026-03-17 FV/1 FV/2']);
    await on('2026-03-18');
    expect((await letters()).slice(1)).toEqual(['2026-03-18 FV/3']);
  });

  it('is foreseen, and refused for a client of another firm', async () => {
    await forAccount(true);
    product.clock.set('2026-03-17T10:00:00+01:00');
    await firm.settle('2026-03-17');
    const { body } = await call('GET', `/accounts/${firm.accountId}/forecast`);
    expect(body.days[0]).toMatchObject({ on: '2026-03-17', notices: 2, clients: 1 });
    const stranger = await (await Firm.make(product, 'Obca')).client('Ktoś');
    expect((await forClient(true, stranger)).status).toBe(404);
  });
});
