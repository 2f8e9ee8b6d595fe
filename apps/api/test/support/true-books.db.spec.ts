import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../factories/firm.js';
import { Outbox } from '../factories/outbox.js';
import { Product } from './product.js';
import { SmtpDouble } from './smtp-double.js';
import { liesAbout } from './true-books.js';

const DAY = '2026-03-17';

describe('the judge of all scenarios', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let told = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    product.clock.set(`${DAY}T10:00:00+01:00`);
    smtp = await SmtpDouble.start();
    firm = await Firm.make(product, `Firma ${(told += 1)}`);
    const outbox = new Outbox(product, firm);
    await outbox.useSender(smtp.port);
    await firm.switchSending(true);
    await outbox.plan([{ name: 'Alfa' }, { name: 'Beta' }]);
    await outbox.work();
  });
  afterEach(() => smtp.close());

  const lies = () => liesAbout(firm, smtp.mails, { isOver: true });
  const payEarly = () =>
    firm.rows(
      `with p as (
         insert into payments (account_id, client_id, source, received_on, amount_minor, currency, created_at)
         select $1, client_id, 'manual', $2, gross_minor, currency, '2026-03-16' from invoices where account_id = $1 and number = 'FV/1'
         returning account_id, id, amount_minor)
       insert into allocations (account_id, invoice_id, payment_id, amount_minor, source, allocated_on, created_at)
       select p.account_id, i.id, p.id, p.amount_minor, 'manual', $2, '2026-03-16' from p join invoices i on i.account_id = p.account_id and i.number = 'FV/1'`,
      DAY,
    );

  it('has nothing to say of true books', async () => {
    expect(smtp.mails).toHaveLength(2);
    expect(await lies()).toEqual([]);
  });

  it.each<[string, RegExp, () => unknown]>([
    ['a letter that never arrived', /^lost: .* never arrived/, () => smtp.mails.pop()],
    [
      'a letter in no book',
      /^lost: .* in no book/,
      () => smtp.mails.push({ ...smtp.mails[0]!, messageId: '<nobody@firma.example>' }),
    ],
    [
      'a letter that is taken for not sent',
      /^lost: .* is refused/,
      () => firm.rows(`update deliveries set state = 'refused' where account_id = $1`),
    ],
    [
      'a letter that still waits',
      /^lost: the letter to .* is held/,
      () => firm.rows(`update notices set state = 'held' where account_id = $1`),
    ],
    [
      'a step that its case has forgotten',
      /^lost: case .* stands at nothing/,
      () => firm.rows('delete from case_stages where account_id = $1'),
    ],
    [
      'a case that a run has left out',
      /^lost: case FV\/\d was due/,
      () => firm.rows(`update case_schedule set next_on = $2::date - 1 where account_id = $1`, DAY),
    ],
    ['a letter that came twice', /^twice: /, () => smtp.mails.push(smtp.mails[0]!)],
    ['a letter after its payment', /^after the payment: FV\/1/, payEarly],
    [
      'a sum that was not open',
      /^sum: FV\/1 is asked for 12299 of 12300/,
      () =>
        firm.rows(
          `update notice_cases k set amount_minor = 12299 from cases c where k.account_id = $1 and c.id = k.case_id and c.number = 'FV/1'`,
        ),
    ],
    [
      'a text with another sum',
      /^sum: .* does not name 12300/,
      () => smtp.mails.splice(0, 1, { ...smtp.mails[0]!, text: 'Prosimy o 122,00 zł.' }),
    ],
  ])('finds %s', async (_what, lie, make) => {
    await make();
    expect(await lies()).toContainEqual(expect.stringMatching(lie));
  });
});
