import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WritePayments } from '../../src/modules/providers/write-back/write-payments.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import type { Caller } from '../support/product.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

const NOW = '2026-06-01T10:00:00+02:00';
const TODAY = '2026-06-01';
const FOUND = '^/payments/find$';

/** People and workers at the same payment at the same time, and keys that may do less than they should. */
describe('payments passed on while others are at it', () => {
  let world: SyncWorld;
  let anna: Caller;
  let userId: string;
  let count = 0;
  let synced: SyncedFirm;
  let invoiceId: number;
  let caseId: string;

  beforeAll(async () => {
    world = await startSyncWorld(NOW, { mix: 'open', invoices: 4 });
    userId = await world.product.user('anna');
    anna = await world.product.signedIn('anna');
  });
  afterAll(() => world.close());

  beforeEach(() => begin('wfirma'));

  const begin = async (provider: 'wfirma' | 'billingo') => {
    world.sandbox[provider].clearFaults();
    count += 1;
    const name = `wielu-${count}`;
    synced = await SyncedFirm.make(world, name, `sandbox-${name}`, provider);
    await synced.firm.rows(
      "insert into memberships (account_id, user_id, role, created_at) values ($1, $2, 'admin', now())",
      userId,
    );
    const order = { grossMinor: 100_000, issuedOn: '2026-05-01', dueOn: '2026-05-10' };
    invoiceId = world.sandbox[provider].issue(synced.key, order).id;
    await synced.sync();
    const [row] = await synced.firm.rows<{ id: string }>(
      'select c.id from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id where c.account_id = $1 and i.external_id = $2',
      String(invoiceId),
    );
    caseId = row!.id;
    const path = `/accounts/${synced.firm.accountId}/connections/${synced.connectionId}`;
    const { version } = (await anna('GET', path)).body;
    await anna('PATCH', path, { recordsPayments: true }, { 'if-match': `"${version}"` });
  };

  const payments = () => `/accounts/${synced.firm.accountId}/cases/${caseId}/payments`;
  const record = async (amount: string) =>
    (await anna('POST', payments(), { amount, receivedOn: TODAY })).body.items.at(-1);
  const list = async () => (await anna('GET', payments())).body.items;
  const again = (id: string) => anna('POST', `${payments()}/${id}/write-back`);
  const tell = async () =>
    (await world.product.get(WritePayments)).execute(
      systemScope(synced.firm.accountId),
      synced.connectionId,
      new AbortController().signal,
    );
  const paidThere = () =>
    world.sandbox.wfirma
      .document(synced.key, invoiceId)
      .payments.map(({ amountMinor }) => amountMinor);
  const one = async () =>
    (await anna('GET', `/accounts/${synced.firm.accountId}/cases/${caseId}`)).body;

  it('are not told a second time by somebody who presses again while they are told', async () => {
    const payment = await record('400.00');
    // what was found out before it is told is old when it arrives
    world.sandbox.wfirma.fault({ match: FOUND, kind: 'slow', delayMs: 900 });
    const telling = tell();
    await until(async () => (await list())[0].writeBack.state === 'unknown');
    expect((await again(payment.id)).status).toBe(200);
    await Promise.all([telling, tell()]);
    await tell();
    expect(paidThere()).toEqual([40_000]);
    expect((await list())[0].writeBack.state).toBe('written');
  });

  it('are told or taken back, never both', async () => {
    for (let round = 0; round < 6; round += 1) {
      const payment = await record('100.00');
      const before = paidThere().length;
      const [, { status }] = await Promise.all([
        tell(),
        anna('DELETE', `${payments()}/${payment.id}`),
      ]);
      await tell();
      const wasTold = paidThere().length > before;
      expect({ status, wasTold }).toEqual(
        status === 200 ? { status: 200, wasTold: false } : { status: 409, wasTold: true },
      );
    }
  });

  it('that a key may not write are refused, and the connection goes on reading', async () => {
    await begin('billingo');
    const fault = { match: '/payments$', kind: '500', status: 403 } as const;
    world.sandbox.billingo.fault({ ...fault, after: 1 });
    await record('400.00');
    await tell();
    expect((await list())[0].writeBack).toMatchObject({ state: 'refused', code: 'scope-missing' });
    world.sandbox.billingo.clearFaults();
    expect(await synced.sync()).toMatchObject({ state: 'succeeded' });
    const [connection] = await synced.firm.rows(
      'select state from connections where account_id = $1',
    );
    expect(connection).toEqual({ state: 'active' });
  });

  it('of the same amount on the same day are two payments there, too', async () => {
    await record('400.00');
    await tell();
    await record('400.00');
    await tell();
    await tell();
    expect(paidThere()).toEqual([40_000, 40_000]);
    await synced.sync();
    expect((await one()).balance.amount).toBe('200.00');
  });

  it('that somebody enters there on the same day are taken for the same money', async () => {
    world.sandbox.wfirma.partPay(synced.key, { id: invoiceId, amountMinor: 40_000, paidOn: TODAY });
    await record('400.00');
    await tell();
    expect(paidThere()).toEqual([40_000]);
    await synced.sync();
    expect((await one()).balance.amount).toBe('600.00');
  });

  /** Somebody else at the database, in one transaction; what the product does meanwhile waits for it. */
  const beside = async (work: (query: (sql: string) => Promise<unknown>) => Promise<void>) => {
    const client = await world.product.owner.connect();
    try {
      await client.query('begin');
      await work((sql) => client.query(sql, [caseId]));
      await client.query('commit');
    } finally {
      client.release(true);
    }
  };
  const LOCK_INVOICE =
    'select i.id from invoices i join cases c on c.account_id = i.account_id and c.invoice_id = i.id where c.id = $1 for update of i';
  const somebodyWaits = () =>
    until(async () => {
      const { rows } = await world.product.owner.query(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      return rows.length > 0;
    });

  it('do not stand in the way of a sync that settles the same invoice', async () => {
    let answer: Promise<{ status: number }> | undefined;
    await beside(async (query) => {
      // as a sync does: the invoice first, its case afterwards
      await query(LOCK_INVOICE);
      answer = anna('POST', payments(), { amount: '100.00', receivedOn: TODAY });
      await somebodyWaits();
      await query('update cases set closed_on = closed_on where id = $1');
    });
    expect((await answer!).status).toBe(201);
  });

  it('do not stand in the way of somebody who takes one back', async () => {
    await record('100.00');
    let telling: Promise<void> | undefined;
    await beside(async (query) => {
      // as taking back does: the invoice first, what is told of it afterwards
      await query(LOCK_INVOICE);
      telling = tell();
      await somebodyWaits();
      await query(
        'select w.state from payment_writes w join cases c on c.account_id = w.account_id and c.invoice_id = w.invoice_id where c.id = $1 for update of w',
      );
    });
    await telling;
    expect((await list())[0].writeBack.state).toBe('written');
  });

  it('whose note cannot be stored are refused in words', async () => {
    const body = { amount: '1.00', receivedOn: TODAY };
    expect((await anna('POST', payments(), { ...body, note: 'a\u0000b' })).status).toBe(400);
    expect((await anna('POST', payments(), { ...body, note: 'x'.repeat(201) })).status).toBe(400);
    expect((await anna('POST', payments(), { ...body, amount: '9'.repeat(13) })).status).toBe(422);
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it never came to that');
}
