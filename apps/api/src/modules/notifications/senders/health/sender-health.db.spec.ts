import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../../test/factories/firm.js';
import { Outbox } from '../../../../../test/factories/outbox.js';
import { type Caller, Product } from '../../../../../test/support/product.js';
import { SmtpDouble } from '../../../../../test/support/smtp-double.js';

describe('how a sender has fared', () => {
  let product: Product;
  let anna: Caller;
  let annaId: string;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;
  let url: string;

  beforeAll(async () => {
    product = await Product.start();
    annaId = await product.user('anna');
    product.clock.set('2026-03-17T10:00:00+01:00');
    anna = await product.signedIn('anna');
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    smtp = await SmtpDouble.start();
    firm = await Firm.make(product, 'Firma', [{ userId: annaId, role: 'viewer' }]);
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(smtp.port);
    product.clock.set('2026-03-17T10:00:00+01:00');
    const [sender] = await firm.rows<{ id: string }>(
      'select id from senders where account_id = $1',
    );
    url = `/accounts/${firm.accountId}/senders/${sender!.id}`;
    await outbox.plan(['Alfa', 'Beta', 'Gamma', 'Delta', 'Epsilon'].map((name) => ({ name })));
    smtp.fault('refuse-recipient', 1, /beta@/);
    smtp.fault('greylist', 1, /gamma@/);
    smtp.fault('drop-after-dot', 1, /delta@/);
    await outbox.work();
  });
  afterEach(() => smtp.close());

  const health = async (days = 3) => (await anna('GET', `${url}/health?days=${days}`)).body.days;
  const rows = async (query: string) => (await anna('GET', `${url}/deliveries?${query}`)).body;

  it('is counted by day and outcome, with days on which nothing left', async () => {
    expect(await health()).toEqual([
      { on: '2026-03-15', accepted: 0, delayed: 0, refused: 0, unknown: 0 },
      { on: '2026-03-16', accepted: 0, delayed: 0, refused: 0, unknown: 0 },
      { on: '2026-03-17', accepted: 2, delayed: 1, refused: 1, unknown: 1 },
    ]);
    expect(await health(92)).toHaveLength(92);
  });

  it('puts a message that was told to wait on the day of its last attempt, still as delayed', async () => {
    product.clock.set('2026-03-18T10:00:00+01:00');
    await outbox.work();
    expect((await health(2)).map((day: object) => Object.values(day))).toEqual([
      ['2026-03-17', 2, 0, 1, 1],
      ['2026-03-18', 0, 1, 0, 0],
    ]);
  });

  it("goes by the account's days, not by those of London", async () => {
    await firm.rows(
      "update deliveries set attempted_at = '2026-03-16T23:30:00Z' where account_id = $1 and state = 'refused'",
    );
    expect((await health(2)).map((day: { refused: number }) => day.refused)).toEqual([0, 1]);
    expect((await rows('on=2026-03-17&outcome=refused')).items).toHaveLength(1);
  });

  it('leads to the messages behind a figure, with what the server said', async () => {
    const { items } = await rows('on=2026-03-17&outcome=refused');
    expect(items).toMatchObject([
      {
        client: { name: 'Beta' },
        recipient: 'beta@client.example',
        outcome: 'refused',
        serverCode: 550,
        serverAnswer: expect.stringContaining('No such user'),
      },
    ]);
    expect((await rows('on=2026-03-16')).items).toEqual([]);
  });

  it('shows as many rows, page by page, as the figures say', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await rows(`on=2026-03-17&limit=2${cursor}`);
      seen.push(...page.items.map((item: { recipient: string }) => item.recipient));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it.each(['on=2026-02-30', 'on=today', 'on=2026-03-17&outcome=lost', 'on=2026-03-17&cursor=x'])(
    'refuses %s',
    async (query) => {
      expect((await anna('GET', `${url}/deliveries?${query}`)).status).toBe(400);
    },
  );
});
