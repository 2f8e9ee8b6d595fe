import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WakePaymentWrites } from '../../src/modules/providers/contract/wake-payment-writes.js';
import { WritePayments } from '../../src/modules/providers/write-back/write-payments.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import type { Caller } from '../support/product.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

const NOW = '2026-06-01T10:00:00+02:00';
const TODAY = '2026-06-01';

/** What becomes of a payment that waits to be told when its document or its connection is not what it was. */
describe('payments passed on in trouble', () => {
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

  beforeEach(async () => {
    world.sandbox.wfirma.clearFaults();
    count += 1;
    const name = `klopot-${count}`;
    synced = await SyncedFirm.make(world, name, `sandbox-${name}`, 'wfirma');
    await synced.firm.rows(
      "insert into memberships (account_id, user_id, role, created_at) values ($1, $2, 'admin', now())",
      userId,
    );
    const order = { grossMinor: 100_000, issuedOn: '2026-05-01', dueOn: '2026-05-10' };
    invoiceId = books().issue(synced.key, order).id;
    await synced.sync();
    caseId = await caseOf(invoiceId);
    await change({ recordsPayments: true });
  });

  const books = () => world.sandbox.wfirma;
  const caseOf = async (id: number) => {
    const [row] = await synced.firm.rows<{ id: string }>(
      'select c.id from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id where c.account_id = $1 and i.external_id = $2',
      String(id),
    );
    return row!.id;
  };
  const root = () => `/accounts/${synced.firm.accountId}`;
  const payments = (of = caseId) => `${root()}/cases/${of}/payments`;
  const record = async (amount: string) =>
    (await anna('POST', payments(), { amount, receivedOn: TODAY })).body.items.at(-1);
  const list = async () => (await anna('GET', payments())).body;
  const one = async () => (await anna('GET', `${root()}/cases/${caseId}`)).body;
  const change = async (body: object) => {
    const path = `${root()}/connections/${synced.connectionId}`;
    const { version } = (await anna('GET', path)).body;
    const answer = await anna('PATCH', path, body, { 'if-match': `"${version}"` });
    expect(answer.status).toBe(200);
  };
  const tell = async () =>
    (await world.product.get(WritePayments)).execute(
      systemScope(synced.firm.accountId),
      synced.connectionId,
      new AbortController().signal,
    );
  const paidThere = () =>
    books()
      .document(synced.key, invoiceId)
      .payments.map(({ amountMinor }) => amountMinor);

  it('are found only under the case they belong to', async () => {
    const other = books().issue(synced.key, {
      grossMinor: 50_000,
      issuedOn: '2026-05-01',
      dueOn: '2026-05-10',
    });
    await synced.sync();
    const { id } = await record('100.00');
    const wrong = payments(await caseOf(other.id));
    expect((await anna('DELETE', `${wrong}/${id}`)).status).toBe(404);
    expect((await anna('POST', `${wrong}/${id}/write-back`)).status).toBe(404);
    expect((await one()).balance.amount).toBe('900.00');
  });

  it('of an invoice that is cancelled there are refused, and taking them back opens nothing', async () => {
    books().cancel(synced.key, { id: invoiceId });
    const { id } = await record('1000.00');
    await tell();
    expect((await list()).items[0].writeBack).toMatchObject({ state: 'refused' });
    await synced.sync();
    expect((await anna('DELETE', `${payments()}/${id}`)).status).toBe(200);
    expect(await one()).toMatchObject({ state: 'closed' });
    await synced.sync();
    expect(await one()).toMatchObject({ state: 'closed' });
  });

  it('of an invoice that is deleted there are refused with the reason', async () => {
    books().remove(synced.key, { id: invoiceId });
    await record('400.00');
    await tell();
    expect((await list()).items[0]).toMatchObject({
      writeBack: { state: 'refused', code: 'document-gone' },
      canBeTakenBack: true,
    });
  });

  it('wait for a new key, and are told once it is there', async () => {
    books().fault({ match: '.', kind: 'expired-key' });
    await record('400.00');
    await tell();
    expect(await list()).toMatchObject({
      provider: { state: 'needs_reconnect' },
      items: [{ writeBack: { state: 'waiting', code: 'key-refused' } }],
    });
    books().clearFaults();
    await change({
      credentials: {
        accessKey: synced.key,
        secretKey: 'sandbox-secret',
        appKey: 'sandbox-application',
        companyId: '100200',
      },
    });
    await (await world.product.get(WakePaymentWrites)).execute();
    await tell();
    expect(paidThere()).toEqual([40_000]);
  });

  it('stop where the connection is paused while others of them are told', async () => {
    for (const amount of ['100.00', '200.00', '300.00']) await record(amount);
    books().fault({ match: '^/payments/add$', kind: 'slow', delayMs: 600 });
    const telling = tell();
    await until(async () =>
      (await list()).items.some(
        (item: { writeBack: { state: string } }) => item.writeBack.state === 'unknown',
      ),
    );
    await change({ isPaused: true });
    await telling;
    expect(paidThere()).toEqual([10_000]);
    await change({ isPaused: false });
    await tell();
    expect(paidThere()).toEqual([10_000, 20_000, 30_000]);
  });

  it('wait while the system is switched off for the firm', async () => {
    await record('100.00');
    await synced.firm.rows(
      "insert into account_features (account_id, feature, is_on, updated_at) values ($1, 'wfirma', false, now())",
    );
    await tell();
    expect(paidThere()).toEqual([]);
    expect((await list()).provider).toMatchObject({ state: 'paused' });
  });

  it('taken back there after they were told are open again here', async () => {
    await record('1000.00');
    await tell();
    expect(await one()).toMatchObject({ state: 'closed' });
    books().unpay(synced.key, { id: invoiceId });
    await synced.sync();
    expect(await one()).toMatchObject({ state: 'active', balance: { amount: '1000.00' } });
    // and the same money can come in again
    await record('1000.00');
    await tell();
    expect(paidThere()).toEqual([100_000]);
    await synced.sync();
    expect((await one()).balance.amount).toBe('0.00');
  });

  it('of an archived case are not recorded', async () => {
    await synced.firm.rows(
      "update cases set state = 'closed', closed_reason = 'archived', closed_on = '2026-06-01' where account_id = $1",
    );
    expect(
      (await anna('POST', payments(), { amount: '1.00', receivedOn: TODAY })).body,
    ).toMatchObject({ code: 'case-closed' });
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it never came to that');
}
