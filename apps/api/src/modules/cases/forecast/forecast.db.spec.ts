import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { type Caller, Product } from '../../../../test/support/product.js';

describe('the forecast of an account', () => {
  let product: Product;
  let firm: Firm;
  let call: Caller;
  let url: string;

  beforeAll(async () => {
    product = await Product.start();
    // a Thursday
    product.clock.set('2026-03-12T06:00:00Z');
    firm = await Firm.make(product, 'Firma', [
      { userId: await product.user('anna'), role: 'admin' },
    ]);
    await firm.switchSending(true);
    call = await product.signedIn('anna');
    url = `/accounts/${firm.accountId}/forecast`;
    await firm.rows(
      "update accounts set send_weekdays = '{1,2,3,4,5}', is_holiday_skipped = true where id = $1",
    );
    const alfa = await firm.client('Alfa');
    // seven days after it a Saturday, a Sunday and a Monday
    for (const day of ['07', '08', '09'])
      await firm.invoice(alfa, { number: `A/${day}`, dueOn: `2026-03-${day}` });
    await firm.settle('2026-03-12');
    const beta = await firm.client('Beta');
    await firm.rows("update clients set country = 'HU' where account_id = $1 and id = $2", beta);
    await firm.invoice(beta, { number: 'B/1', dueOn: '2026-03-30' });
    await firm.settle('2026-03-29');
  });
  afterAll(() => product.close());

  it('puts what falls due on a weekend into one letter on Monday', async () => {
    const { status, body } = await call('GET', url);
    expect(status).toBe(200);
    expect(body).toMatchObject({ isAutomaticSending: true, from: '2026-03-12' });
    expect(body.days[0]).toMatchObject({
      on: '2026-03-16',
      notices: 1,
      clients: 1,
      byStage: [{ stageKey: 'overdue-notice', notices: 1 }],
      totals: [{ amount: '369.00', currency: 'PLN' }],
    });
    const rows = await call('GET', `${url}/day?on=2026-03-16`);
    expect(rows.body.items.map(({ number }: { number: string }) => number)).toEqual([
      'A/07',
      'A/08',
      'A/09',
    ]);
  });

  it("keeps the holidays of the client's country and its own", async () => {
    const days = (await call('GET', `${url}?days=120`)).body.days as { on: string }[];
    const ofBeta: string[] = [];
    for (const { on } of days) {
      const { items } = (await call('GET', `${url}/day?days=120&on=${on}`)).body;
      if (items.some(({ number }: { number: string }) => number === 'B/1')) ofBeta.push(on);
    }
    // +7 is Easter Monday, a holiday in both countries
    expect(ofBeta[0]).toBe('2026-04-07');
    for (const { on } of days) {
      expect([0, 6]).not.toContain(new Date(`${on}T12:00:00Z`).getUTCDay());
      expect(['2026-04-03', '2026-04-06', '2026-05-01', '2026-05-25']).not.toContain(
        ofBeta.includes(on) ? on : null,
      );
    }
  });

  it('is what the runs then do', async () => {
    for (const day of ['12', '13', '14', '15', '16']) {
      product.clock.set(`2026-03-${day}T06:00:00Z`);
      await firm.run(`2026-03-${day}`);
    }
    expect(
      await firm.rows(
        `select n.planned_on::text as on, count(*)::int as cases from notices n join notice_cases c on c.notice_id = n.id
          where n.account_id = $1 group by 1`,
      ),
    ).toEqual([{ on: '2026-03-16', cases: 3 }]);
  });
});
