import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { Outbox } from '../../../test/factories/outbox.js';
import { Product } from '../../../test/support/product.js';
import { SmtpDouble } from '../../../test/support/smtp-double.js';

/** The day FV/1 is due for its notice of overdue payment; FV/2 comes due two days later. */
const TODAY = '2026-03-17';

describe('what is coming due', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;
  let client: string;
  let overdue: string;

  beforeAll(async () => {
    product = await Product.start();
    smtp = await SmtpDouble.start();
  });
  afterAll(async () => {
    await smtp.close();
    await product.close();
  });
  beforeEach(async () => {
    smtp.mails.length = 0;
    product.clock.set(`${TODAY}T10:00:00+01:00`);
    firm = await Firm.make(product);
    outbox = new Outbox(product, firm);
    await outbox.useSender(smtp.port);
    await firm.switchSending(true);
    client = await firm.client('Alfa');
    overdue = await firm.invoice(client, { number: 'FV/1', dueOn: '2026-03-10', gross: 10_000 });
    await firm.invoice(client, { number: 'FV/2', dueOn: '2026-03-19', gross: 7_000 });
  });

  const run = async (): Promise<void> => {
    await firm.settle(TODAY);
    await firm.run(TODAY);
  };
  const text = (): string => smtp.mails[0]!.text.replaceAll(/[\u00a0\u202f]/g, ' ');
  const stages = async (): Promise<string[]> =>
    (
      await firm.rows<{ line: string }>(
        `select c.number || ' ' || s.stage_key || ' ' || s.outcome as line from case_stages s
           join cases c on c.account_id = s.account_id and c.id = s.case_id
          where s.account_id = $1 and s.outcome <> 'lapsed' order by 1`,
      )
    ).map(({ line }) => line);

  it('goes along in a letter about what is due, for information, and is its reminder', async () => {
    await run();
    await outbox.work();
    expect(smtp.mails).toHaveLength(1);
    const [due, coming] = text().split('Do wiadomości: wkrótce upływa termin płatności:');
    expect(due).toContain('FV/1');
    expect(due).not.toContain('FV/2');
    expect(coming).toContain('Faktura: FV/2');
    // what is asked for is what is due
    expect(coming).toMatch(/Do zapłaty: 100,00 zł\nTytuł przelewu: FV\/1\n/);
    expect(smtp.mails[0]!.html).toContain('Do wiadomości');
    expect(await stages()).toEqual([
      'FV/1 overdue-notice counted',
      'FV/2 reminder-before-due counted',
    ]);
  });

  it('is what is left of the letter when the other has been paid, in its own tone', async () => {
    await run();
    await firm.pay(overdue, 10_000, TODAY);
    await firm.settle(TODAY);
    await outbox.work();
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]!.subject).toMatch(/^Przypomnienie/);
    expect(text()).not.toContain('FV/1');
    expect(
      await firm.rows('select stage_key, stage_position from notices where account_id = $1'),
    ).toEqual([{ stage_key: 'reminder-before-due', stage_position: 1 }]);
    expect(await stages()).toEqual(['FV/2 reminder-before-due counted']);
  });

  it('waits for its own day where each invoice has its own letter, or nothing else is due', async () => {
    await firm.rows('update accounts set is_notice_per_invoice = true where id = $1');
    await run();
    expect(await stages()).toEqual(['FV/1 overdue-notice pending']);
    const other = await Firm.make(product);
    await other.switchSending(true);
    await other.invoice(await other.client('Beta'), { number: 'B/1', dueOn: '2026-03-19' });
    await other.settle(TODAY);
    await other.run(TODAY);
    expect(await other.rows('select 1 from notices where account_id = $1')).toEqual([]);
  });
});
