import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';

describe('the ready-to-use lists', () => {
  let product: Product;
  let work: WorkingFirm;
  let clientId: string;

  beforeAll(async () => {
    product = await Product.start();
    work = await WorkingFirm.on(product, '2026-03-12', 'ewa');
    clientId = await work.firm.client('=Alfa');
    for (const number of ['L/0', 'L/1', 'L/2', 'L/3'])
      await work.firm.invoice(clientId, { number, dueOn: '2026-03-10' });
    await work.firm.settle('2026-03-12');
    const hold = async (number: string, until: string | null) =>
      work.send('POST', `/cases/${await work.caseId(number)}/hold`, {
        reason: `powód ${number}`,
        until,
      });
    await hold('L/0', null);
    await hold('L/1', '2026-04-20');
    await hold('L/2', '2026-04-10');
    await work.send('POST', '/hold', { reason: 'urlop', until: '2026-04-15' });
    await work.send('POST', `/clients/${clientId}/hold`, { reason: 'rozmowa' });
    await work.send('POST', `/cases/${await work.caseId('L/3')}/promises`, {
      instalments: [{ on: '2026-03-20', amount: '10.00' }],
      note: '=1+1',
    });
    await work.send('POST', `/cases/${await work.caseId('L/3')}/disputes`, {
      reason: 'other',
      text: 'spór',
      amount: '5.00',
    });
  });
  afterAll(() => product.close());

  it('show the stops by the day they end, those without one last, page by page', async () => {
    const told: string[] = [];
    let cursor = '';
    do {
      const { body } = await work.send('GET', `/holds?limit=2${cursor}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      told.push(
        ...body.items.map(
          (row: { subject: string; case: { number: string } | null; until: string | null }) =>
            `${row.subject} ${row.case?.number ?? '-'} ${row.until ?? '-'}`,
        ),
      );
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(told).toEqual([
      'case L/2 2026-04-10',
      'account - 2026-04-15',
      'case L/1 2026-04-20',
      'case L/0 -',
      'client - -',
    ]);
    expect((await work.send('GET', '/holds?cursor=nonsense')).status).toBe(400);
  });

  it('keep promises and disputes out of the stops, and the stop of the account out of a release of several', async () => {
    const { items } = (await work.send('GET', '/holds')).body;
    expect(items.every(({ code }: { code: string }) => code === 'stop')).toBe(true);
    const { id } = items.find(({ subject }: { subject: string }) => subject === 'account');
    expect((await work.send('POST', '/holds/release', { holdIds: [id] })).body).toEqual({
      changed: 0,
    });
  });

  it.each([
    [
      '/promises/export',
      'promises.csv',
      'number,client,state',
      "L/3,'=Alfa,open,10.00,0.00,123.00,PLN",
    ],
    ['/disputes/export', 'disputes.csv', 'number,client,state', "L/3,'=Alfa,open,other,spór,5.00"],
    ['/holds/export', 'stops.csv', 'subject,number,client', 'account,,,stop,urlop,2026-04-15'],
  ])('leave as a file from %s, safe for spreadsheets', async (path, file, head, line) => {
    const answer = await work.send('GET', path);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-disposition']).toContain(file);
    expect(String(answer.body).startsWith(`\uFEFF${head}`)).toBe(true);
    expect(String(answer.body).replaceAll('"', '')).toContain(line);
    const [entry] = await work.firm.rows<{ after: { list: string } }>(
      "select after from audit_entries where account_id = $1 and action = 'list.exported' order by seq desc limit 1",
    );
    expect(file).toContain(entry!.after.list);
  });

  it('leave out of the file what the filter leaves out', async () => {
    const answer = await work.send('GET', '/promises/export?from=2026-04-01');
    expect(String(answer.body).trim().split('\r\n')).toHaveLength(1);
  });
});
