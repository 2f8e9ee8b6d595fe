import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Outbox } from '../../../../test/factories/outbox.js';
import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';

/** Thursdays, two weeks apart: the day before each is a sending day. */
const PLAN = [
  { on: '2026-04-16', amount: '41.00' },
  { on: '2026-04-30', amount: '41.00' },
  { on: '2026-05-14', amount: '41.00' },
];

describe('stages on instalments', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let work: WorkingFirm;
  let outbox: Outbox;
  let clientId: string;
  let people = 0;

  beforeAll(async () => {
    product = await Product.start();
    smtp = await SmtpDouble.start();
  });
  afterAll(async () => {
    await smtp.close();
    await product.close();
  });
  beforeEach(async () => {
    people += 1;
    smtp.mails.length = 0;
    work = await WorkingFirm.on(product, '2026-03-12', `plan${people}`);
    outbox = new Outbox(product, work.firm);
    await outbox.useSender(smtp.port);
    clientId = await work.firm.client('Alfa');
    await work.firm.invoice(clientId, {
      number: 'FV/1',
      dueOn: '2026-03-10',
      gross: 12_300,
    });
    await work.firm.settle('2026-03-12');
    // notice of overdue payment on the 17th, demand on the 24th
    await work.liveThrough('2026-03-17', '2026-03-24');
    await work.moveTo('2026-03-26');
  });

  const promise = async (instalments = PLAN, more: object = {}) =>
    work.send('POST', `/cases/${await work.caseId('FV/1')}/promises`, { instalments, ...more });
  const pay = async (amount: string) =>
    work.send('POST', `/cases/${await work.caseId('FV/1')}/payments`, {
      amount,
      receivedOn: (await work.send('GET', '/setup')).body.today,
    });
  /** What has been said since the demand: day, stage, instalment, amount. */
  const said = async (): Promise<string[]> => {
    const rows = await work.firm.rows<{ step: string }>(
      `select concat_ws(' ', n.planned_on, k.stage_key, k.instalment_on, k.amount_minor, k.outcome) as step
         from notices n join notice_cases k on k.account_id = n.account_id and k.notice_id = n.id
        where n.account_id = $1 and n.planned_on > '2026-03-24' order by n.id`,
    );
    return rows.map(({ step }) => step);
  };
  /** The day's run, and what it plans leaves when the undo window is over. */
  const plan = async (day: string) => {
    await work.moveTo(day);
    await work.firm.run(day);
  };
  const send = async (day: string) => {
    product.clock.set(`${day}T12:00:00+02:00`);
    await outbox.work();
  };

  it('reminds of each, not of one that is paid early, and revives the old stage for one that is missed', async () => {
    expect(await promise()).toMatchObject({
      status: 200,
      body: {
        nextReason: 'promised',
        nextOn: '2026-04-15',
        nextStageKey: 'reminder-before-due',
        todaysAnswer: {
          code: 'promised',
          until: '2026-04-15',
          instalment: { on: '2026-04-16', place: 1, count: 3 },
        },
        plan: [
          { on: '2026-04-15', stageKey: 'reminder-before-due', instalmentOn: '2026-04-16' },
          { stageKey: 'hand-over-notice', instalmentOn: null },
          { stageKey: 'hand-over', instalmentOn: null },
        ],
      },
    });
    await work.liveThrough('2026-03-27', '2026-04-15');
    expect(await said()).toEqual(['2026-04-15 reminder-before-due 2026-04-16 4100 counted']);
    // the case stands where it stood
    expect(await work.show('FV/1')).toMatchObject({
      stageKey: 'demand',
      isReadyForHandOver: false,
      todaysAnswer: { code: 'sent', stageKey: 'reminder-before-due' },
    });
    await work.live('2026-04-16');
    await pay('41.00');
    // the second is paid before its reminder
    await work.liveThrough('2026-04-17', '2026-04-28');
    await pay('41.00');
    await work.liveThrough('2026-04-29', '2026-05-13');
    expect(await said()).toEqual([
      '2026-04-15 reminder-before-due 2026-04-16 4100 counted',
      '2026-05-13 reminder-before-due 2026-05-14 4100 counted',
    ]);
    // the third never comes: a working day of tolerance, then the plan is broken
    await work.liveThrough('2026-05-14', '2026-05-15');
    expect((await work.show('FV/1')).promises[0].state).toBe('open');
    await work.liveThrough('2026-05-16', '2026-05-18');
    expect((await work.show('FV/1')).promises[0].state).toBe('part-kept');
    expect((await said()).at(-1)).toBe('2026-05-18 hand-over-notice 4100 counted');
    expect(await work.show('FV/1')).toMatchObject({ stageKey: 'hand-over-notice', cycle: 1 });
  });

  it('goes on to a firmer letter within the days of grace', async () => {
    await promise(PLAN, { graceDays: 10 });
    expect((await work.show('FV/1')).promises[0]).toMatchObject({
      graceDays: 10,
      breaksOn: '2026-04-27',
    });
    await work.liveThrough('2026-04-14', '2026-04-26');
    expect(await said()).toEqual([
      '2026-04-15 reminder-before-due 2026-04-16 4100 counted',
      '2026-04-23 overdue-notice 2026-04-16 4100 counted',
    ]);
    await work.live('2026-04-27');
    expect((await work.show('FV/1')).promises[0].state).toBe('broken');
    await work.live('2026-04-28');
    // the gap after the letter about the instalment holds for the old stage too
    expect((await said()).at(-1)).toBe('2026-04-28 hand-over-notice 12300 counted');
  });

  it('refuses a grace beyond a month', async () => {
    expect((await promise(PLAN, { graceDays: 31 })).status).toBe(400);
    expect((await promise(PLAN, { graceDays: -1 })).status).toBe(400);
  });

  it('asks for what is missing of an instalment, and says which it is', async () => {
    await promise();
    await work.moveTo('2026-04-02');
    await pay('11.00');
    await plan('2026-04-15');
    await send('2026-04-15');
    expect(await said()).toEqual(['2026-04-15 reminder-before-due 2026-04-16 3000 counted']);
    const [mail] = smtp.mails;
    expect(mail!.text).toContain('FV/1, rata 1 z 3');
    expect(mail!.text).toContain('16.04.2026');
    expect(mail!.text).toMatch(/Do zapłaty: 30,00/);
    expect(mail!.text).not.toMatch(/Do zapłaty: 112,00/);
    const [notice] = (await work.send('GET', '/notices?state=sent')).body.items;
    expect((await work.send('GET', `/notices/${notice.id}`)).body.cases).toMatchObject([
      { amount: { amount: '30.00' }, dueOn: '2026-04-16', instalmentOn: '2026-04-16' },
    ]);
  });

  it('says nothing of what was paid between planning and sending', async () => {
    await promise();
    await plan('2026-04-15');
    await pay('41.00');
    await send('2026-04-15');
    expect(smtp.mails).toEqual([]);
    expect(await said()).toEqual(['2026-04-15 reminder-before-due 2026-04-16 4100 dropped']);
    expect(await work.show('FV/1')).toMatchObject({ stageKey: 'demand' });
    await work.liveThrough('2026-04-16', '2026-04-29');
    expect((await said()).at(-1)).toBe('2026-04-29 reminder-before-due 2026-04-30 4100 counted');
  });

  it('asks for less where a part came between planning and sending', async () => {
    await promise();
    await plan('2026-04-15');
    await pay('40.00');
    await send('2026-04-15');
    expect(await said()).toEqual(['2026-04-15 reminder-before-due 2026-04-16 100 counted']);
  });

  it('lets nothing leave of a plan that is replaced or taken back in the undo window', async () => {
    await promise();
    await plan('2026-04-15');
    await promise([
      { on: '2026-04-20', amount: '60.00' },
      { on: '2026-05-20', amount: '63.00' },
    ]);
    await send('2026-04-15');
    expect(smtp.mails).toEqual([]);
    await work.moveTo('2026-04-17');
    await work.firm.run('2026-04-17');
    await work.firm.run('2026-04-18');
    const { id } = (await work.show('FV/1')).promises[0];
    await work.send('POST', '/promises/withdraw', { promiseIds: [id] });
    await send('2026-04-20');
    expect(smtp.mails).toEqual([]);
    expect((await said()).every((step) => step.endsWith('dropped'))).toBe(true);
    await work.live('2026-04-21');
    expect((await said()).at(-1)).toBe('2026-04-21 hand-over-notice 12300 counted');
  });

  it('rests while somebody has stopped the case, also for less long than the plan', async () => {
    await promise();
    const stop = { reason: 'rozmowa', until: '2026-04-17' };
    expect((await work.send('POST', `/clients/${clientId}/hold`, stop)).status).toBe(204);
    await work.liveThrough('2026-04-14', '2026-04-20');
    expect(await said()).toEqual(['2026-04-18 hand-over-notice 12300 counted']);
  });

  it('stops a reminder of an instalment that is on its way', async () => {
    await promise();
    await plan('2026-04-15');
    const stop = { reason: 'rozmowa', until: null };
    expect((await work.send('POST', `/clients/${clientId}/hold`, stop)).status).toBe(204);
    await send('2026-04-15');
    expect(smtp.mails).toEqual([]);
  });

  it('is sent once by two workers and two runs of one day', async () => {
    await promise();
    await plan('2026-04-15');
    await work.firm.run('2026-04-15');
    product.clock.set('2026-04-15T12:00:00+02:00');
    await Promise.all([outbox.work(), outbox.work()]);
    expect(smtp.mails).toHaveLength(1);
    await plan('2026-04-16');
    await send('2026-04-16');
    expect(smtp.mails).toHaveLength(1);
  });

  it('goes into the one letter its client gets', async () => {
    await promise();
    await work.firm.invoice(clientId, { number: 'FV/2', dueOn: '2026-04-08' });
    await work.firm.settle('2026-04-08');
    await work.liveThrough('2026-04-08', '2026-04-15');
    expect((await said()).sort()).toEqual([
      '2026-04-15 overdue-notice 12300 counted',
      '2026-04-15 reminder-before-due 2026-04-16 4100 counted',
    ]);
    expect((await work.notices()).filter((step) => step.startsWith('2026-04-15'))).toEqual([
      '2026-04-15 overdue-notice',
    ]);
  });
});
