import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import { extractText } from 'unpdf';

import { FirmByHand } from '../../../../test/factories/firm-by-hand.js';
import { Product } from '../../../../test/support/product.js';

describe('a letter to post', () => {
  let product: Product;
  let nextFirm: () => Promise<FirmByHand>;
  let work: FirmByHand;

  beforeAll(async () => {
    product = await Product.start();
    nextFirm = await FirmByHand.staff(product);
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    work = await nextFirm();
    await work.goesBy('letter');
  });

  it('waits with its reason where the client has no address', async () => {
    await work.owing('Alfa');
    await work.run();
    expect(await work.list('letters')).toEqual([]);
    expect(await work.schedule()).toMatchObject([{ reason: 'no-address' }]);
    await work.livesAt('Polna 1');
    await work.run('2026-03-18');
    expect(await work.list('letters')).toMatchObject([
      { client: { address: ['Polna 1', '31-002 Kraków'] }, printedAt: null },
    ]);
  });

  it('is written out with the figures of the moment, several in one document', async () => {
    const [alfa] = await work.owing('Alfa');
    await work.owing('Żółw');
    await work.livesAt('Polna 1');
    await work.firm.rows("update accounts set phone = '+48 12 345' where id = $1");
    await work.run();
    await work.firm.pay(alfa!, 2300, '2026-03-17');
    await work.firm.settle('2026-03-17', [alfa!]);
    const letters = await work.list('letters');
    const letterIds = letters.map((letter: { id: string }) => letter.id);
    const printed = await work.accountant('POST', `${work.url}/letters/print`, { letterIds });
    expect(printed.body.items.map((one: { isDone: boolean }) => one.isDone)).toEqual([true, true]);
    const file = await work.accountant(
      'GET',
      `${work.url}/letters/file?letters=${letterIds.join(',')}`,
    );
    const document = await PDFDocument.load(file.bytes!);
    expect(document.getPageCount()).toBe(2);
    const { text } = await extractText(new Uint8Array(file.bytes!), { mergePages: true });
    expect(text).toContain('Żółw');
    expect(text).toContain('31-002 Kraków');
    expect(text).toContain('100,00');
    // the letterhead has it, so the signature leaves it out
    expect(text.match(/\+48 12/g)).toHaveLength(2);
  });

  it('counts from the day it was posted, and the client was contacted then', async () => {
    await work.owing('Alfa');
    await work.livesAt('Polna 1');
    await work.run();
    const [letter] = await work.list('letters');
    const posted = (postedOn: string) =>
      work.accountant('POST', `${work.url}/letters/posted`, {
        letterIds: [letter.id],
        registeredNumbers: [{ letterId: letter.id, number: 'RR 123 PL' }],
        postedOn,
      });
    product.clock.set('2026-03-19T10:00:00+01:00');
    expect((await posted('2026-03-18')).body.items).toMatchObject([{ reason: 'not-printed' }]);
    await work.accountant('POST', `${work.url}/letters/print`, { letterIds: [letter.id] });
    expect((await posted('2026-03-20')).body.code).toBe('posted-on-impossible');
    expect((await posted('2026-03-18')).body.items).toMatchObject([{ isDone: true }]);
    expect(await work.stages()).toEqual([{ stage_key: 'overdue-notice', outcome: 'counted' }]);
    expect(await work.contacted()).toEqual([{ contacted_on: '2026-03-18' }]);
    expect(await work.list('letters', 'state=done')).toMatchObject([
      { doneOn: '2026-03-18', registeredNumber: 'RR 123 PL', state: 'done' },
    ]);
  });

  it('keeps other messages to the client back until it is posted', async () => {
    const client = await work.firm.client('Alfa');
    await work.firm.invoice(client, { number: 'A/1', dueOn: '2026-03-10' });
    await work.livesAt('Polna 1');
    await work.run();
    await work.firm.invoice(client, { number: 'A/2', dueOn: '2026-03-20' });
    await work.run('2026-03-19');
    expect(await work.firm.rows('select channel from notices where account_id = $1')).toEqual([
      { channel: 'letter' },
    ]);
  });

  it('is not handed out again once its figures are old', async () => {
    await work.owing('Alfa');
    await work.livesAt('Polna 1');
    await work.run();
    const [letter] = await work.list('letters');
    await work.accountant('POST', `${work.url}/letters/print`, { letterIds: [letter.id] });
    const file = () => work.accountant('GET', `${work.url}/letters/file?letters=${letter.id}`);
    expect((await file()).status).toBe(200);
    product.clock.set('2026-03-17T18:00:00+01:00');
    expect(await file()).toMatchObject({ status: 409, body: { code: 'letter-not-printed' } });
  });

  it.each([
    ['a part of it has been paid', (id: string) => work.firm.pay(id, 2300, '2026-03-17')],
    ['all of it has been paid', (id: string) => work.firm.pay(id, 12_300, '2026-03-17')],
    ['a credit note has made it less', (id: string) => work.firm.credit(id, 2300, '2026-03-17')],
    [
      'the client has money in hand',
      async () => {
        const [client] = await work.firm.rows<{ id: string }>(
          'select id from clients where account_id = $1',
        );
        await work.firm.moneyInHand(client!.id, 2300, '2026-03-17');
      },
    ],
  ])('is not handed out any more when %s', async (_what, happen) => {
    const [alfa] = await work.owing('Alfa');
    await work.livesAt('Polna 1');
    await work.run();
    const [letter] = await work.list('letters');
    const print = () =>
      work.accountant('POST', `${work.url}/letters/print`, { letterIds: [letter.id] });
    const file = () => work.accountant('GET', `${work.url}/letters/file?letters=${letter.id}`);
    await print();
    expect((await file()).status).toBe(200);
    await happen(alfa!);
    expect(await file()).toMatchObject({ status: 409, body: { code: 'letter-not-printed' } });
    const [printed] = (await print()).body.items;
    expect((await file()).status).toBe(printed.isDone ? 200 : 409);
  });

  it('is taken back by a person, and its case is decided again', async () => {
    await work.owing('Alfa');
    await work.livesAt('Polna 1');
    await work.run();
    const [letter] = await work.list('letters');
    const taken = await work.accountant('POST', `${work.url}/notices/${letter.id}/cancel`);
    expect(taken.body).toMatchObject({ state: 'cancelled', channel: 'letter' });
    await work.run('2026-03-18');
    expect(await work.list('letters')).toMatchObject([{ dueOn: '2026-03-18' }]);
  });
});
