import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';

describe('why a case did what it did', () => {
  let product: Product;
  let work: WorkingFirm;
  let made = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    made += 1;
    work = await WorkingFirm.on(product, '2026-03-08', `zofia${made}`);
  });

  /** A case due on 10 March, opened on the 8th. */
  const open = async (number: string, dueOn = '2026-03-10', client = 'Alfa', gross?: number) => {
    const clientId = await work.firm.client(client);
    await work.firm.invoice(clientId, { number, dueOn, ...(gross !== undefined && { gross }) });
    await work.firm.settle('2026-03-08');
    return clientId;
  };

  const set = (columns: string) => work.firm.rows(`update accounts set ${columns} where id = $1`);

  interface Told {
    onDay: string;
    code: string;
    stageKey: string | null;
    until: string | null;
  }
  const history = async (number: string): Promise<Told[]> =>
    (await work.send('GET', `/cases/${await work.caseId(number)}/evaluations`)).body.items;
  const lines = async (number: string) =>
    (await history(number)).map(({ onDay, code }) => `${onDay} ${code}`).reverse();
  const todays = async (number: string) => (await work.show(number)).todaysAnswer;

  it('keeps an answer once, on the day it becomes another one', async () => {
    await open('FV/1');
    await work.liveThrough('2026-03-08', '2026-03-20');
    expect(await lines('FV/1')).toEqual(['2026-03-09 planned', '2026-03-17 planned']);
    const [last] = await history('FV/1');
    expect(last).toMatchObject({
      stageKey: 'overdue-notice',
      notice: { state: 'sent' },
    });
  });

  it('tells what is carried by another case of the client, and by which', async () => {
    const clientId = await open('FV/1');
    await work.firm.invoice(clientId, { number: 'FV/2', dueOn: '2026-03-10' });
    await work.firm.settle('2026-03-08');
    await work.live('2026-03-09');
    const first = { onDay: '2026-03-09', code: 'planned', carriedBy: null };
    expect(await history('FV/1')).toMatchObject([first]);
    expect(await history('FV/2')).toMatchObject([
      { onDay: '2026-03-09', code: 'grouped', carriedBy: { number: 'FV/1' } },
    ]);
    expect((await history('FV/2'))[0]).toHaveProperty('notice.state', 'sent');
  });

  it('names the holiday, its country, and the day it goes on', async () => {
    await set(`is_holiday_skipped = true, send_weekdays = '{1,2,3,4,5}', country = 'PL'`);
    const clientId = await work.firm.client('Węgry');
    await work.firm.rows(
      `update clients set country = 'HU' where account_id = $1 and id = $2`,
      clientId,
    );
    await work.firm.invoice(clientId, { number: 'HU/1', dueOn: '2026-03-08' });
    await work.firm.settle('2026-03-08');
    await work.live('2026-03-15');
    expect(await todays('HU/1')).toMatchObject({
      code: 'weekday-off',
      until: '2026-03-16',
      dayOff: { on: '2026-03-15', country: null },
    });
    await work.live('2026-03-16');
    expect(await todays('HU/1')).toMatchObject({ code: 'sent', stageKey: 'overdue-notice' });
    await set("send_weekdays = '{5,6}'");
    await work.live('2026-03-27');
    await work.moveTo('2026-04-03');
    await work.firm.run('2026-04-03');
    expect(await todays('HU/1')).toMatchObject({
      code: 'holiday',
      stageKey: 'hand-over-notice',
      until: '2026-04-04',
      dayOff: { on: '2026-04-03', country: 'HU' },
    });
    expect((await history('HU/1'))[0]).toMatchObject({ onDay: '2026-04-03', code: 'holiday' });
  });

  it('says what is below the minimum, and how much the stage asks for', async () => {
    await work.firm.rows(
      `update stages set minimum_amounts = '[{"minor": "5000", "currency": "PLN"}]' where account_id = $1`,
    );
    await open('FV/1', '2026-03-10', 'Alfa', 4_000);
    await work.live('2026-03-09');
    expect((await history('FV/1'))[0]).toMatchObject({
      code: 'below-minimum',
      least: { amount: '50.00', currency: 'PLN' },
    });
  });

  it('says that nobody can be written to, and that nothing is sent at all', async () => {
    const silent = await work.firm.client('Cisza', []);
    await work.firm.invoice(silent, { number: 'C/1', dueOn: '2026-03-10' });
    await open('FV/1');
    await work.firm.switchSending(false);
    await work.live('2026-03-09');
    expect(await lines('C/1')).toEqual(['2026-03-09 no-contact']);
    expect(await lines('FV/1')).toEqual(['2026-03-09 sending-switched-off']);
    expect(await todays('FV/1')).toMatchObject({
      code: 'sending-switched-off',
      stageKey: 'reminder-before-due',
    });
    await work.firm.switchSending(true);
    expect(await todays('FV/1')).toMatchObject({ code: 'next-run', until: '2026-03-10' });
  });

  it('tells of a promise, a dispute and a stop from the minute they are made', async () => {
    await open('FV/1');
    const id = await work.caseId('FV/1');
    await work.send('POST', `/cases/${id}/hold`, { reason: 'prywatny powód', until: '2026-03-12' });
    expect(await todays('FV/1')).toMatchObject({ code: 'held', until: '2026-03-12' });
    expect(await history('FV/1')).toMatchObject([
      { onDay: '2026-03-08', code: 'held', until: '2026-03-12' },
    ]);
    await work.send('POST', `/cases/${id}/promises`, {
      instalments: [{ on: '2026-03-20', amount: '123.00' }],
      note: 'zadzwonił',
    });
    await work.live('2026-03-12');
    expect(await todays('FV/1')).toMatchObject({ code: 'promised' });
    const kept = await work.firm.rows<{ facts: object }>(
      'select facts from case_evaluations where account_id = $1',
    );
    expect(JSON.stringify(kept)).not.toMatch(/powód|zadzwonił/);
  });

  it('keeps to the stop that lasts longest, whichever came last', async () => {
    await open('FV/1');
    const id = await work.caseId('FV/1');
    await work.send('POST', `/cases/${id}/disputes`, { reason: 'defective', text: 'zarysowany' });
    await work.send('POST', `/cases/${id}/hold`, { reason: 'urlop', until: '2026-03-12' });
    expect(await todays('FV/1')).toMatchObject({ code: 'disputed' });
    expect((await history('FV/1'))[0]).toMatchObject({ code: 'disputed', until: null });
  });

  it('lets the notice speak while it waits, day after day', async () => {
    await open('FV/1');
    await work.moveTo('2026-03-09');
    await work.firm.run('2026-03-09');
    expect(await todays('FV/1')).toMatchObject({ code: 'planned', notice: { state: 'planned' } });
    await work.firm.rows(
      "update notices set state = 'held', reason = 'not-fresh: timeout' where account_id = $1",
    );
    expect(await todays('FV/1')).toMatchObject({ code: 'not-fresh', detail: 'timeout' });
    for (const day of ['2026-03-10', '2026-03-11']) {
      await work.moveTo(day);
      await work.firm.run(day);
    }
    expect(await lines('FV/1')).toEqual(['2026-03-09 planned', '2026-03-10 not-fresh']);
    await work.firm.rows("update notices set reason = 'daily-cap-reached' where account_id = $1");
    await work.moveTo('2026-03-12');
    await work.firm.run('2026-03-12');
    expect((await lines('FV/1')).at(-1)).toBe('2026-03-12 daily-cap-reached');
  });

  it('pages through the history, and shows it to nobody else', async () => {
    await open('FV/1');
    const id = await work.caseId('FV/1');
    for (const [index, code] of ['a', 'b', 'c'].entries())
      await work.firm.rows(
        `insert into case_evaluations (account_id, case_id, on_day, at, code) values ($1, $2, $3, now(), $4)`,
        id,
        `2026-02-0${index + 1}`,
        code,
      );
    const codes: string[] = [];
    let cursor = '';
    do {
      const { body } = await work.send('GET', `/cases/${id}/evaluations?limit=1${cursor}`);
      codes.push(...body.items.map(({ code }: Told) => code));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(codes).toEqual(['c', 'b', 'a']);
    expect((await work.send('GET', `/cases/${id}/evaluations?cursor=x`)).status).toBe(400);
    const stranger = await WorkingFirm.on(product, '2026-03-08', `obca${made}`);
    expect((await stranger.send('GET', `/cases/${id}/evaluations`)).status).toBe(404);
  });

  it('forgets what is older than two years, and never the last answer', async () => {
    await open('FV/1');
    const id = await work.caseId('FV/1');
    for (const day of ['2023-01-01', '2024-03-08', '2025-01-01'])
      await work.firm.rows(
        `insert into case_evaluations (account_id, case_id, on_day, at, code) values ($1, $2, $3, now(), 'held')`,
        id,
        day,
      );
    await work.live('2026-03-09');
    expect(await lines('FV/1')).toEqual(['2025-01-01 held', '2026-03-09 planned']);
  });
});
