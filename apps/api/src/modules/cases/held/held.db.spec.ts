import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';

describe('what is due but held', () => {
  let product: Product;
  let work: WorkingFirm;
  let made = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    made += 1;
    work = await WorkingFirm.on(product, '2026-03-08', `iga${made}`);
  });

  const invoice = async (number: string, dueOn = '2026-03-10', emails?: string[]) => {
    const clientId = await work.firm.client(`Klient ${number}`, emails);
    await work.firm.invoice(clientId, { number, dueOn });
    await work.firm.settle('2026-03-08');
    return clientId;
  };
  const counts = async (): Promise<Record<string, number>> => {
    const { body } = await work.send('GET', '/held/counts');
    return Object.fromEntries(
      body.items.map((one: { reason: string; cases: number }) => [one.reason, one.cases]),
    );
  };
  const numbers = async (reason: string, query = ''): Promise<string[]> =>
    (await work.send('GET', `/held?reason=${reason}${query}`)).body.items.map(
      (row: { case: { number: string } }) => row.case.number,
    );
  const runOnly = async (day: string) => {
    await work.moveTo(day);
    await work.firm.run(day);
  };

  it('is counted by reason, and each count leads to its rows', async () => {
    await invoice('N/1', '2026-03-10', []);
    await invoice('N/2', '2026-03-10', []);
    await invoice('S/1');
    await work.send('POST', `/cases/${await work.caseId('S/1')}/hold`, { reason: 'spokój' });
    await invoice('P/1');
    await work.send('POST', `/cases/${await work.caseId('P/1')}/promises`, {
      instalments: [{ on: '2026-03-30', amount: '123.00' }],
    });
    await invoice('L/1', '2026-03-30');
    await invoice('W/1');
    // nothing is due yet on the 8th
    expect(await counts()).toEqual({});
    await runOnly('2026-03-09');
    await work.firm.rows(
      "update notices set state = 'held', reason = 'not-fresh: timeout' where account_id = $1",
    );
    expect(await counts()).toEqual({ 'no-contact': 2, held: 1, promised: 1, 'not-fresh': 1 });
    expect((await numbers('no-contact')).sort()).toEqual(['N/1', 'N/2']);
    expect(await numbers('held')).toEqual(['S/1']);
    expect(await numbers('promised')).toEqual(['P/1']);
    expect(await numbers('not-fresh')).toEqual(['W/1']);
    const [row] = (await work.send('GET', '/held?reason=not-fresh')).body.items;
    expect(row).toMatchObject({
      since: '2026-03-09',
      stageKey: 'reminder-before-due',
      balance: { amount: '123.00', currency: 'PLN' },
    });
    expect(row.noticeId).not.toBeNull();
    const [promised] = (await work.send('GET', '/held?reason=promised')).body.items;
    expect(promised.until).toEqual(expect.any(String));
  });

  it('becomes due behind a promise on its day, without being decided again', async () => {
    await invoice('P/1');
    await work.send('POST', `/cases/${await work.caseId('P/1')}/promises`, {
      instalments: [{ on: '2026-03-30', amount: '123.00' }],
    });
    expect(await counts()).toEqual({});
    await work.moveTo('2026-03-09');
    expect(await counts()).toEqual({ promised: 1 });
  });

  it('leaves the list at once when it is paid or the stop is taken back', async () => {
    await invoice('S/1');
    await invoice('S/2');
    for (const number of ['S/1', 'S/2'])
      await work.send('POST', `/cases/${await work.caseId(number)}/hold`, { reason: 'spokój' });
    await runOnly('2026-03-09');
    expect(await counts()).toEqual({ held: 2 });
    await work.send('POST', `/cases/${await work.caseId('S/1')}/payments`, {
      amount: '123.00',
      receivedOn: '2026-03-09',
    });
    await work.send('DELETE', `/cases/${await work.caseId('S/2')}/hold`);
    expect(await counts()).toEqual({});
  });

  it('says what a whole account waits with: no automatic sending, a sender that waits', async () => {
    await invoice('A/1');
    await invoice('A/2');
    await work.firm.switchSending(false);
    await runOnly('2026-03-09');
    expect(await counts()).toEqual({ 'sending-switched-off': 2 });
    await work.firm.switchSending(true);
    await runOnly('2026-03-10');
    // lapsed with the due date: nothing of it is due any more
    expect(await counts()).toEqual({});
    await runOnly('2026-03-17');
    expect(await counts()).toEqual({});
    await work.firm.rows(
      `insert into senders (account_id, host, port, security, from_name, from_email, waits_until, waits_reason, created_at, updated_at)
       values ($1, 'smtp.example', 465, 'tls', 'Firma', 'a@firma.example', $2, 'sender-hour-limit', $2, $2)`,
      new Date('2026-03-17T10:00:00Z'),
    );
    expect(await counts()).toEqual({ 'sender-hour-limit': 2 });
    expect((await numbers('sender-hour-limit')).sort()).toEqual(['A/1', 'A/2']);
  });

  it('is read page by page, of one client, and as a file', async () => {
    const clients = [];
    for (const day of ['05', '03', '04', '06'])
      clients.push(await invoice(`=N/${day}`, `2026-03-${day}`, []));
    await runOnly('2026-03-14');
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await work.send('GET', `/held?reason=no-contact&limit=1${cursor}`);
      seen.push(...body.items.map((row: { case: { number: string } }) => row.case.number));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(['=N/03', '=N/04', '=N/05', '=N/06']);
    expect(await numbers('no-contact', `&client=${clients[0]}`)).toEqual(['=N/05']);
    expect((await work.send('GET', '/held?reason=no-contact&cursor=zzz')).status).toBe(400);
    expect((await work.send('GET', '/held')).status).toBe(400);
    const file = String((await work.send('GET', '/held/export')).body).replaceAll('"', '');
    expect(file.trim().split('\r\n')).toHaveLength(5);
    expect(file).toContain("no-contact,'=N/03");
    const stranger = await WorkingFirm.on(product, '2026-03-08', `obcy${made}`);
    expect((await stranger.send('GET', '/held/counts')).body.items).toEqual([]);
  });
});
