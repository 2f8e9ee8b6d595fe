import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { Product } from '../../../test/support/product.js';
import { systemScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { dropSettledCases } from './contract/drop-settled-cases.js';
import { recordNoticeOutcome } from './contract/record-notice-outcome.js';
import { RunAccountDay } from './run-account-day.js';

interface NoticeRow {
  id: string;
  stage_key: string;
  audience: string;
  state: string;
  planned_on: string;
  cases: string[];
}

describe('the daily run', () => {
  let product: Product;
  let firm: Firm;
  let run: RunAccountDay;

  beforeAll(async () => {
    product = await Product.start();
    run = await product.get(RunAccountDay);
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    firm = await Firm.make(product);
    await firm.switchSending(true);
  });

  const on = async (day: string, isAgain = false) => {
    product.clock.set(`${day}T09:00:00+01:00`);
    return (await run.execute(firm.accountId, day, { isAgain })).counts;
  };

  const notices = () =>
    firm.rows<NoticeRow>(
      `select n.id, n.stage_key, n.audience, n.state, n.planned_on::text as planned_on,
              (select array_agg(c.number order by c.number) from notice_cases k join cases c on c.id = k.case_id where k.notice_id = n.id) as cases
         from notices n where n.account_id = $1 order by n.id`,
    );

  /** What the sender would do: everything that is planned is accepted on its day. */
  const acceptAll = async (day: string) => {
    const tenancy = await product.get(Tenancy);
    const scope = systemScope(firm.accountId);
    for (const notice of await notices()) {
      if (notice.state !== 'planned') continue;
      await tenancy.inAccount(scope, async (tx) => {
        await tx.execute("update notices set state = 'sent' where account_id = $1 and id = $2", [
          firm.accountId,
          notice.id,
        ]);
        await recordNoticeOutcome(
          tx,
          scope,
          { now: product.clock.now(), today: day },
          notice.id,
          'counted',
          null,
        );
      });
    }
  };

  const days = (from: string, count: number): string[] =>
    Array.from({ length: count }, (_unused, index) =>
      new Date(Date.parse(from) + index * 86_400_000).toISOString().slice(0, 10),
    );

  it('walks a case through its five stages on their days', async () => {
    const client = await firm.client('Alfa');
    await firm.invoice(client, { number: 'FV/1', dueOn: '2026-03-10' });
    await firm.settle('2026-03-08');
    for (const day of days('2026-03-08', 40)) {
      await on(day);
      await acceptAll(day);
    }
    expect(
      (await notices()).map(
        (notice) => `${notice.planned_on} ${notice.stage_key} ${notice.audience}`,
      ),
    ).toEqual([
      '2026-03-09 reminder-before-due client',
      '2026-03-17 overdue-notice client',
      '2026-03-24 demand client',
      '2026-03-31 hand-over-notice client',
      '2026-04-09 hand-over staff',
    ]);
    expect(
      await firm.rows('select is_ready_for_hand_over from cases where account_id = $1'),
    ).toEqual([{ is_ready_for_hand_over: true }]);
    expect(await firm.rows('select 1 from case_schedule where account_id = $1')).toEqual([]);
  });

  it('opens a case two days before the due date and not earlier', async () => {
    const client = await firm.client('Alfa');
    await firm.invoice(client, { number: 'FV/1', dueOn: '2026-03-10' });
    expect(await firm.settle('2026-03-07')).toEqual({
      opened: 0,
      closed: 0,
      reopened: 0,
      closedInvoiceIds: [],
    });
    expect(await firm.settle('2026-03-08')).toEqual({
      opened: 1,
      closed: 0,
      reopened: 0,
      closedInvoiceIds: [],
    });
    expect(await firm.settle('2026-03-08')).toEqual({
      opened: 0,
      closed: 0,
      reopened: 0,
      closedInvoiceIds: [],
    });
  });

  it('never opens a case for a draft, a pro forma or a credit note', async () => {
    const client = await firm.client('Alfa');
    await firm.invoice(client, { number: 'D/1', dueOn: '2026-03-10', isDraft: true });
    await firm.invoice(client, { number: 'P/1', dueOn: '2026-03-10', kind: 'proforma' });
    await firm.invoice(client, {
      number: 'K/1',
      dueOn: '2026-03-10',
      kind: 'credit_note',
      gross: -500,
    });
    expect(await firm.settle('2026-06-01')).toMatchObject({ opened: 0 });
  });

  it('puts all that is due for one client into one notice, and the furthest case carries the stage', async () => {
    const client = await firm.client('Alfa');
    await firm.invoice(client, { number: 'FV/1', dueOn: '2026-03-01' });
    await firm.invoice(client, { number: 'FV/2', dueOn: '2026-03-02' });
    await firm.invoice(await firm.client('Beta'), { number: 'FV/3', dueOn: '2026-03-02' });
    await firm.settle('2026-03-09');
    expect(await on('2026-03-09')).toMatchObject({ moved: 3, notices: 2 });
    expect((await notices()).map((notice) => notice.cases)).toEqual(
      expect.arrayContaining([['FV/1', 'FV/2'], ['FV/3']]),
    );
  });

  it('plans nothing twice when the day is run again, by a second scheduler or by hand', async () => {
    const client = await firm.client('Alfa');
    await firm.invoice(client, { number: 'FV/1', dueOn: '2026-03-01' });
    await firm.settle('2026-03-09');
    const runs = await Promise.all(Array.from({ length: 8 }, () => on('2026-03-09')));
    expect(runs.reduce((sum, counts) => sum + counts.notices, 0)).toBe(1);
    expect(await on('2026-03-09', true)).toMatchObject({ notices: 0 });
    expect(await notices()).toHaveLength(1);
  });

  it('catches up a downtime one stage at a time, with the pause between two letters', async () => {
    const client = await firm.client('Alfa');
    await firm.invoice(client, { number: 'FV/1', dueOn: '2026-03-10' });
    await firm.settle('2026-03-08');
    const isDown = (day: string) => day >= '2026-03-16' && day <= '2026-03-25';
    for (const day of days('2026-03-08', 45).filter((one) => !isDown(one))) {
      await on(day);
      await acceptAll(day);
    }
    expect((await notices()).map((notice) => `${notice.planned_on} ${notice.stage_key}`)).toEqual([
      '2026-03-09 reminder-before-due',
      '2026-03-26 overdue-notice',
      '2026-03-31 demand',
      '2026-04-05 hand-over-notice',
      '2026-04-14 hand-over',
    ]);
  });

  it('writes nothing at all while automatic sending is off', async () => {
    await firm.switchSending(false);
    await firm.invoice(await firm.client('Alfa'), { number: 'FV/1', dueOn: '2026-03-01' });
    await firm.settle('2026-03-09');
    expect(await on('2026-03-09')).toMatchObject({ decided: 1, notices: 0 });
    expect(await notices()).toEqual([]);
    await firm.switchSending(true);
    expect(await on('2026-03-10')).toMatchObject({ notices: 1 });
  });

  it('closes a paid case with the reason, and starts over in a new cycle when the money goes back', async () => {
    const invoice = await firm.invoice(await firm.client('Alfa'), {
      number: 'FV/1',
      dueOn: '2026-03-01',
      gross: 10_000,
    });
    await firm.settle('2026-03-09');
    await on('2026-03-09');
    await acceptAll('2026-03-09');
    await firm.pay(invoice, 4_000, '2026-03-10');
    expect(await firm.settle('2026-03-10')).toMatchObject({ closed: 0 });
    expect(await firm.rows('select balance_minor from cases where account_id = $1')).toEqual([
      { balance_minor: '6000' },
    ]);
    await firm.pay(invoice, 6_000, '2026-03-11');
    expect(await firm.settle('2026-03-11')).toMatchObject({ closed: 1 });
    expect(
      await firm.rows(
        'select state, closed_reason, closed_on::text from cases where account_id = $1',
      ),
    ).toEqual([{ state: 'closed', closed_reason: 'paid', closed_on: '2026-03-11' }]);
    await firm.pay(invoice, -6_000, '2026-03-12');
    expect(await firm.settle('2026-03-12')).toMatchObject({ reopened: 1 });
    expect(await on('2026-03-14')).toMatchObject({ notices: 1 });
    expect((await notices()).map((notice) => notice.stage_key)).toEqual([
      'overdue-notice',
      'overdue-notice',
    ]);
  });

  it('takes a case that has been paid out of a notice before it leaves', async () => {
    const client = await firm.client('Alfa');
    const paid = await firm.invoice(client, { number: 'FV/1', dueOn: '2026-03-01', gross: 10_000 });
    const partPaid = await firm.invoice(client, {
      number: 'FV/2',
      dueOn: '2026-03-01',
      gross: 10_000,
    });
    await firm.settle('2026-03-09');
    await on('2026-03-09');
    await firm.pay(paid, 10_000, '2026-03-09');
    await firm.pay(partPaid, 2_500, '2026-03-09');
    await firm.settle('2026-03-09');
    const [notice] = await notices();
    const scope = systemScope(firm.accountId);
    const result = await (
      await product.get(Tenancy)
    ).inAccount(scope, (tx) =>
      dropSettledCases(
        tx,
        scope,
        { now: product.clock.now(), today: '2026-03-09' },
        { id: notice!.id, clientId: client },
      ),
    );
    expect(result).toEqual({
      kept: [expect.any(String)],
      stageKey: 'overdue-notice',
      dropped: 1,
      isAnyBarred: false,
      isAnyDraft: false,
      isAnyCovered: false,
      credit: { lines: [], credited: new Map() },
    });
    expect(
      await firm.rows(
        'select amount_minor, outcome from notice_cases where account_id = $1 order by outcome',
      ),
    ).toEqual([
      { amount_minor: '10000', outcome: 'dropped' },
      { amount_minor: '7500', outcome: 'pending' },
    ]);
  });

  it('pauses where there is nobody to write to, and goes on when there is', async () => {
    const client = await firm.client('Alfa', []);
    await firm.invoice(client, { number: 'FV/1', dueOn: '2026-03-01' });
    await firm.settle('2026-03-09');
    expect(await on('2026-03-09')).toMatchObject({ paused: 1, notices: 0 });
    await product.owner.query(
      "insert into client_contacts (account_id, client_id, email, source, created_at) values ($1, $2, 'a@client.example', 'person', now())",
      [firm.accountId, client],
    );
    expect(await on('2026-03-10')).toMatchObject({ notices: 1 });
  });

  it('goes on where a run that died has stopped', async () => {
    await firm.invoice(await firm.client('Alfa'), { number: 'FV/1', dueOn: '2026-03-01' });
    await firm.settle('2026-03-09');
    await product.owner.query(
      "insert into daily_runs (account_id, on_day, state, started_at, lease_until) values ($1, '2026-03-09', 'running', now(), now() - interval '1 second')",
      [firm.accountId],
    );
    expect(await on('2026-03-09')).toMatchObject({ notices: 1 });
    expect(await firm.rows('select state, fence from daily_runs where account_id = $1')).toEqual([
      { state: 'finished', fence: '2' },
    ]);
  });

  it('lets no allocation exceed its payment, and nobody write a balance by hand', async () => {
    const invoice = await firm.invoice(await firm.client('Alfa'), {
      number: 'FV/1',
      dueOn: '2026-03-01',
      gross: 10_000,
    });
    await firm.pay(invoice, 100, '2026-03-02');
    await expect(
      product.owner.query(
        `insert into allocations (account_id, invoice_id, payment_id, amount_minor, source, allocated_on, created_at)
         select account_id, $2, id, 1, 'manual', '2026-03-02', now() from payments where account_id = $1`,
        [firm.accountId, invoice],
      ),
    ).rejects.toThrow('allocations exceed their payment');
    const scope = systemScope(firm.accountId);
    const tenancy = await product.get(Tenancy);
    await expect(
      tenancy.inAccount(scope, (tx) => tx.execute('update invoices set allocated_minor = 0')),
    ).rejects.toThrow('permission denied');
  });
});
