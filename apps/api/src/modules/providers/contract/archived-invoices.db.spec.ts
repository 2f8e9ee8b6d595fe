import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';

const NOW = '2026-03-17T10:00:00+01:00';

describe('notices about invoices of a provider that never hears of payments', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;
  let admin: Caller;
  let one: string;

  beforeAll(async () => {
    // nobody may be asked: a document read again would prove nothing
    product = await Product.start({ KSEF_API_URL: 'http://127.0.0.1:9/v2' });
    smtp = await SmtpDouble.start();
    firm = await Firm.make(product, 'Archiwum', [
      { userId: await product.user('admin-a'), role: 'admin' },
    ]);
    admin = await product.signedIn('admin-a');
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(smtp.port);
    product.clock.set(NOW);
    one = `/accounts/${firm.accountId}/connections/${await connect('ksef', { nip: '5252445767', token: 'sandbox-archiwum' })}`;
    await outbox.plan([{ name: 'Alfa' }]);
    await firm.rows(
      `update invoices i set connection_id = c.id, collection = 'invoices', external_id = 'a', external_seq = 1 from connections c
        where i.account_id = $1 and c.account_id = $1`,
    );
    await firm.rows(
      `insert into connection_entries (account_id, connection_id, first_synced_on, is_decision_needed)
       select account_id, id, '2026-01-01', false from connections where account_id = $1`,
    );
  });
  afterAll(async () => {
    await product.close();
    await smtp.close();
  });

  async function connect(provider: string, credentials: object): Promise<string> {
    const made = await admin('POST', `/accounts/${firm.accountId}/connections`, {
      provider,
      name: provider,
      credentials,
    });
    expect(made.status).toBe(201);
    return made.body.id as string;
  }

  const answer = async (arePaymentsKeptHere: boolean, path = one) =>
    admin(
      'PATCH',
      path,
      { arePaymentsKeptHere },
      {
        'if-match': String((await admin('GET', path)).headers['etag']),
      },
    );
  const workLater = async () => {
    product.clock.advance({ minutes: 61 });
    await outbox.work();
  };
  const readAt = (at: string) =>
    firm.rows('update connections set last_good_sync_at = $2 where account_id = $1', at);

  it('wait until somebody has said that payments are recorded here', async () => {
    expect((await admin('GET', one)).body).toMatchObject({
      learnsOfPayments: false,
      paymentsKeptHereAt: null,
    });
    await outbox.work();
    expect(await outbox.states()).toMatchObject([{ state: 'held', reason: 'payments-unanswered' }]);
    expect(smtp.mails).toEqual([]);
  });

  it('wait for a look at the archive of the last day: there may be a correction', async () => {
    expect((await answer(true)).body).toMatchObject({ paymentsKeptHereAt: expect.any(String) });
    await readAt('2026-03-16T09:00:00+01:00');
    await workLater();
    expect(await outbox.states()).toMatchObject([
      { state: 'held', reason: 'not-fresh: not-read-lately' },
    ]);
  });

  it('wait again when the answer is taken back, and note who said what', async () => {
    await readAt('2026-03-17T09:00:00+01:00');
    expect((await answer(false)).body).toMatchObject({ paymentsKeptHereAt: null });
    await workLater();
    expect(await outbox.states()).toMatchObject([{ reason: 'payments-unanswered' }]);
    const noted = await firm.rows<{ after: object }>(
      `select after from audit_entries where account_id = $1 and action = 'connection.changed' order by seq`,
    );
    expect(noted.map(({ after }) => after)).toMatchObject([
      { arePaymentsKeptHere: true },
      { arePaymentsKeptHere: false },
    ]);
  });

  it('leave when both is well, and nobody was asked', async () => {
    await answer(true);
    await workLater();
    expect(await outbox.states()).toMatchObject([{ state: 'sent' }]);
    expect(smtp.mails).toHaveLength(1);
  });

  it('is no question where the provider knows what was paid', async () => {
    const id = await connect('infakt', { apiKey: 'sandbox-zwykly-klucz' });
    const path = `/accounts/${firm.accountId}/connections/${id}`;
    expect(await answer(true, path)).toMatchObject({
      status: 422,
      body: { type: '/problems/payments-known' },
    });
  });
});
