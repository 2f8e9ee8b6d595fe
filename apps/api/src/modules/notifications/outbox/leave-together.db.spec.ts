import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import { Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readWorkingSenders } from '../senders/sender.reader.js';
import { nothingCounted, OneByOne } from './account-obstacle.js';
import { NoticeClaims } from './notice-claims.js';
import { PrepareHandOver } from './prepare-hand-over.js';
import { SenderPermits } from './sender-permits.js';

const CLIENTS = ['Alfa', 'Beta', 'Gamma', 'Delta'].map((name) => ({ name }));

describe('notices that are prepared in one transaction', () => {
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
    product.clock.set('2026-03-17T10:00:00+01:00');
    await outbox.useSender(smtp.port);
    await outbox.plan(CLIENTS);
  });
  afterEach(() => smtp.close());

  /** Claims all of them, lets something happen, and prepares them together. */
  const prepare = async (meanwhile: () => Promise<unknown>) => {
    const scope = systemScope(firm.accountId);
    const tenancy = await product.get(Tenancy);
    const sealer = await product.get(Sealer);
    const [sender] = await tenancy.inAccount(scope, (tx) => readWorkingSenders(tx, scope, sealer));
    const notices = await (await product.get(NoticeClaims)).next(scope, sender!, CLIENTS.length);
    expect(notices).toHaveLength(CLIENTS.length);
    await meanwhile();
    const names = await firm.rows<{ id: string; name: string }>(
      'select n.id, l.name from notices n join clients l on l.id = n.client_id where n.account_id = $1',
    );
    const through = { sender: sender!, permits: new SenderPermits(sender!) };
    const prepared = await (
      await product.get(PrepareHandOver)
    ).execute(scope, notices, nothingCounted(), through);
    return new Map(
      notices.map(({ id }, index) => [names.find((one) => one.id === id)!.name, prepared[index]!]),
    );
  };

  it('are each told apart: one is paid, one has nobody to write to, the others leave', async () => {
    const prepared = await prepare(async () => {
      const [paid] = await firm.rows<{ id: string }>(
        `select i.id from invoices i join clients l on l.id = i.client_id where i.account_id = $1 and l.name = 'Beta'`,
      );
      await firm.pay(paid!.id, 12_300, '2026-03-17');
      await firm.settle('2026-03-17');
      await firm.rows(
        `update client_contacts k set is_dunning = false from clients l
          where k.account_id = $1 and l.id = k.client_id and l.name = 'Gamma'`,
      );
    });
    expect(prepared.get('Beta')).toEqual({ kind: 'done' });
    expect(prepared.get('Gamma')).toEqual({ kind: 'waits', reason: 'no-contact' });
    for (const name of ['Alfa', 'Delta']) {
      const ready = prepared.get(name)!;
      if (ready.kind !== 'ready') throw new Error(`${name} is ${ready.kind}`);
      expect(ready.deliveries).toHaveLength(1);
      expect(ready.deliveries[0]!.recipient).toMatch(new RegExp(name, 'i'));
      // each letter speaks of its own client and invoice
      expect(ready.text.bodyText).toContain(`FV/${name === 'Alfa' ? 1 : 4}`);
      expect(ready.text.bodyText).not.toContain(`FV/${name === 'Alfa' ? 4 : 1}`);
    }
    const frozen = await firm.rows<{ name: string; state: string; body_text: string | null }>(
      'select l.name, n.state, n.body_text from notices n join clients l on l.id = n.client_id where n.account_id = $1',
    );
    expect(Object.fromEntries(frozen.map(({ name, state }) => [name, state]))).toEqual({
      Alfa: 'handing_over',
      Beta: 'cancelled',
      Gamma: 'claimed',
      Delta: 'handing_over',
    });
    const alfa = prepared.get('Alfa')!;
    expect(frozen.find(({ name }) => name === 'Alfa')!.body_text).toBe(
      alfa.kind === 'ready' ? alfa.text.bodyText : null,
    );
  });

  it('are left alone where somebody else holds one of them', async () => {
    const preparing = prepare(() =>
      firm.rows(
        `update notices n set fence = fence + 1 from clients l where n.account_id = $1 and l.id = n.client_id and l.name = 'Alfa'`,
      ),
    );
    await expect(preparing).rejects.toBeInstanceOf(OneByOne);
    expect(await firm.rows('select distinct state from notices where account_id = $1')).toEqual([
      { state: 'claimed' },
    ]);
    expect(await outbox.deliveries()).toEqual([]);
  });

  it('are counted one by one near the daily cap and near a limit of the sender', async () => {
    await firm.rows('update accounts set daily_notice_cap = 20 where id = $1');
    await expect(prepare(async () => undefined)).rejects.toBeInstanceOf(OneByOne);
    await firm.rows(
      `update notices set state = 'planned', lease_until = null where account_id = $1`,
    );
    await firm.rows('update accounts set daily_notice_cap = 100000 where id = $1');
    await firm.rows('update senders set per_minute = 20 where account_id = $1');
    await expect(prepare(async () => undefined)).rejects.toBeInstanceOf(OneByOne);
    expect(await outbox.deliveries()).toEqual([]);
  });

  it('all leave in the end, whoever held one of them or whatever had to be counted', async () => {
    await firm.rows('update accounts set daily_notice_cap = 20 where id = $1');
    await outbox.work();
    expect(smtp.mails.map(({ to }) => to).sort()).toHaveLength(4);
    expect(new Set((await outbox.states()).map(({ state }) => state))).toEqual(new Set(['sent']));
  });
});
