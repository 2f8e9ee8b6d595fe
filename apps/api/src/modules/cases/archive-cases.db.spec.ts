import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { Product } from '../../../test/support/product.js';
import { systemScope } from '../../platform/tenancy/account-scope.js';
import { ArchiveCases } from './archive-cases.js';

let product: Product;
let firm: Firm;
let old: string;
let fresh: string;
beforeAll(async () => {
  product = await Product.start();
  product.clock.set('2026-06-01T10:00:00+02:00');
  firm = await Firm.make(product, 'Archiwum');
  const client = await firm.client('Klient');
  old = await firm.invoice(client, { number: 'FV/1', dueOn: '2026-01-10' });
  fresh = await firm.invoice(client, { number: 'FV/2', dueOn: '2026-05-20' });
  await firm.settle('2026-06-01');
});
afterAll(() => product.close());

const archive = async (before: string | null) =>
  (await product.get(ArchiveCases)).execute(systemScope(firm.accountId), before);
const states = async () =>
  Object.fromEntries(
    (
      await firm.rows<{ invoice_id: string; state: string }>(
        'select invoice_id, coalesce(closed_reason, state) as state from cases where account_id = $1',
      )
    ).map((row) => [row.invoice_id, row.state]),
  );

it('closes the cases due before a day, with an event and an audit entry each, and plans nothing', async () => {
  const count = await (
    await product.get(ArchiveCases)
  ).count(systemScope(firm.accountId), '2026-03-01');
  expect(count).toBe(1);
  expect(await archive('2026-03-01')).toBe(1);
  expect(await states()).toEqual({ [old]: 'archived', [fresh]: 'active' });
  const seen = await firm.rows<{ what: string }>(
    `select kind as what from case_events e join cases c on c.account_id = e.account_id and c.id = e.case_id
      where e.account_id = $1 and c.closed_reason = 'archived' and e.data ->> 'reason' = 'archived'
     union all select action from audit_entries where account_id = $1 and action = 'case.archived'`,
  );
  expect(seen.map(({ what }) => what)).toEqual(['closed', 'case.archived']);
  await firm.switchSending(true);
  await firm.run('2026-06-01');
  const notices = await firm.rows<{ number: string }>(
    `select c.number from notice_cases n join cases c on c.account_id = n.account_id and c.id = n.case_id where n.account_id = $1`,
  );
  expect(notices.map(({ number }) => number)).not.toContain('FV/1');
});

it('leaves an archived case closed when its invoice is looked at again', async () => {
  await firm.settle('2026-06-02');
  expect((await states())[old]).toBe('archived');
});

it('archives everything that is active when no day is named, and nothing twice', async () => {
  expect(await archive(null)).toBe(1);
  expect(await archive(null)).toBe(0);
  expect(await states()).toEqual({ [old]: 'archived', [fresh]: 'archived' });
});
