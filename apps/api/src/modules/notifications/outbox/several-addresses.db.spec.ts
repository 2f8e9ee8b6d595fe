import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import { Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { DecideNotice } from '../notices/decide-notice.js';

const ALFA = [{ name: 'Alfa', emails: ['a@alfa.example', 'b@alfa.example'] }];

describe('a client with two addresses, one of which is told to wait', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    smtp = await SmtpDouble.start();
    firm = await Firm.make(product);
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(smtp.port);
    product.clock.set('2026-03-17T10:00:00+01:00');
    smtp.fault('greylist', 1, /b@/);
    await outbox.plan(ALFA);
    await outbox.work();
  });
  afterEach(() => smtp.close());

  const received = () => smtp.mails.map((mail) => mail.to).sort();
  const decide = async () => product.get(DecideNotice);

  it('counts at once, and the second address gets the same letter later', async () => {
    expect(await outbox.states()).toEqual([
      { state: 'deferred', reason: 'some-addresses-later', attempts: 1 },
    ]);
    expect(await outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
    product.clock.advance({ days: 1 });
    await outbox.work();
    expect(received()).toEqual(['a@alfa.example', 'b@alfa.example']);
    expect(smtp.mails[0]!.text).toBe(smtp.mails[1]!.text);
    expect(await outbox.states()).toEqual([{ state: 'sent', reason: null, attempts: 2 }]);
    expect((await outbox.events()).filter((kind) => kind === 'notice_sent')).toHaveLength(1);
  });

  it('is done, and keeps its stage, when the invoice is paid before that', async () => {
    const [invoice] = await firm.rows<{ id: string }>(
      'select id from invoices where account_id = $1',
    );
    await firm.pay(invoice!.id, 12_300, '2026-03-17');
    await firm.settle('2026-03-17');
    product.clock.advance({ minutes: 5 });
    await outbox.work();
    expect(received()).toEqual(['a@alfa.example']);
    expect(await outbox.states()).toMatchObject([{ state: 'sent' }]);
    expect(await outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
    expect(await outbox.deliveries()).toMatchObject([{ state: 'accepted' }, { state: 'skipped' }]);
  });

  it('is done when part of it is paid: the old amount must not be asked for', async () => {
    const [invoice] = await firm.rows<{ id: string }>(
      'select id from invoices where account_id = $1',
    );
    await firm.pay(invoice!.id, 2_300, '2026-03-17');
    product.clock.advance({ minutes: 5 });
    await outbox.work();
    expect(received()).toEqual(['a@alfa.example']);
    expect(await outbox.states()).toMatchObject([{ state: 'sent' }]);
  });

  it('leaves out an address that is no longer meant for reminders', async () => {
    await firm.rows(
      "update client_contacts set is_dunning = false where account_id = $1 and email = 'b@alfa.example'",
    );
    product.clock.advance({ minutes: 5 });
    await outbox.work();
    expect(received()).toEqual(['a@alfa.example']);
    expect(await outbox.deliveries()).toMatchObject([{ state: 'accepted' }, { state: 'skipped' }]);
  });

  it('gives the second address up after about a day, and stays sent', async () => {
    smtp.fault('greylist', 1000, /b@/);
    for (let hour = 0; hour < 30; hour += 1) {
      product.clock.advance({ hours: 1 });
      await outbox.work();
    }
    expect(await outbox.states()).toMatchObject([{ state: 'sent' }]);
    expect(await outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
  });

  it('cannot be taken back any more: a person who cancels leaves out the second address only', async () => {
    await (await decide()).cancel(systemScope(firm.accountId), await outbox.onlyNotice());
    product.clock.advance({ minutes: 5 });
    await outbox.work();
    expect(received()).toEqual(['a@alfa.example']);
    expect(await outbox.states()).toMatchObject([{ state: 'sent' }]);
    expect(await outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
  });

  it('goes on at once when a person says so, to the second address only', async () => {
    await (await decide()).retry(systemScope(firm.accountId), await outbox.onlyNotice());
    await outbox.work();
    expect(received()).toEqual(['a@alfa.example', 'b@alfa.example']);
    expect(await outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
  });

  it('keeps its stage when the line breaks under the second address, and sends it no third time', async () => {
    smtp.fault('drop-after-dot', 1, /b@/);
    product.clock.advance({ minutes: 5 });
    await outbox.work();
    product.clock.advance({ days: 2 });
    await outbox.work();
    expect(await outbox.states()).toMatchObject([{ state: 'sent' }]);
    expect(await outbox.deliveries()).toMatchObject([{ state: 'accepted' }, { state: 'unknown' }]);
    expect(await outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
  });
});
