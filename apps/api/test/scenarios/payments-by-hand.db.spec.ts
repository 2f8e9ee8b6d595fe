import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WritePayments } from '../../src/modules/providers/write-back/write-payments.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import type { Answer, Caller } from '../support/product.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

const NOW = '2026-06-01T10:00:00+02:00';
const TODAY = '2026-06-01';

describe('payments recorded by hand', () => {
  let world: SyncWorld;
  let anna: Caller;
  let viewer: Caller;
  let userId: string;
  let viewerId: string;
  let count = 0;
  let synced: SyncedFirm;
  let caseId: string;
  let paidThere: () => boolean;

  beforeAll(async () => {
    world = await startSyncWorld(NOW, { mix: 'open', invoices: 4 });
    userId = await world.product.user('anna');
    viewerId = await world.product.user('wanda');
    anna = await world.product.signedIn('anna');
    viewer = await world.product.signedIn('wanda');
  });
  afterAll(() => world.close());

  const begin = async (provider: 'infakt' | 'wfirma') => {
    count += 1;
    const name = `reczna-${count}`;
    synced = await SyncedFirm.make(world, name, `sandbox-${name}`, provider);
    await synced.firm.rows(
      "insert into memberships (account_id, user_id, role, created_at) values ($1, $2, 'admin', now()), ($1, $3, 'viewer', now())",
      userId,
      viewerId,
    );
    const order = { grossMinor: 100_000, issuedOn: '2026-05-01', dueOn: '2026-05-10' };
    let externalId: string;
    if (provider === 'infakt') {
      const uuid = String(world.sandbox.infakt.issue(synced.key, order).uuid);
      externalId = uuid;
      paidThere = () =>
        world.sandbox.infakt
          .documents(synced.key, 'invoices')
          .some((one) => one.uuid === uuid && one.paid_date !== null);
    } else {
      const { id } = world.sandbox.wfirma.issue(synced.key, order);
      externalId = String(id);
      paidThere = () => world.sandbox.wfirma.document(synced.key, id).payments.length > 0;
    }
    await synced.sync();
    const [row] = await synced.firm.rows<{ id: string }>(
      'select c.id from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id where c.account_id = $1 and i.external_id = $2',
      externalId,
    );
    caseId = row!.id;
  };

  const root = () => `/accounts/${synced.firm.accountId}`;
  const payments = () => `${root()}/cases/${caseId}/payments`;
  const record = (body: object) => anna('POST', payments(), { receivedOn: TODAY, ...body });
  const list = async () => (await anna('GET', payments())).body;
  const one = async () => (await anna('GET', `${root()}/cases/${caseId}`)).body;
  const takeBack = (id: string) => anna('DELETE', `${payments()}/${id}`);
  const change = async (body: object) => {
    const path = `${root()}/connections/${synced.connectionId}`;
    const { version } = (await anna('GET', path)).body;
    return anna('PATCH', path, body, { 'if-match': `"${version}"` });
  };
  const tell = async () =>
    (await world.product.get(WritePayments)).execute(
      systemScope(synced.firm.accountId),
      synced.connectionId,
      new AbortController().signal,
    );
  const refusal = ({ status, body }: Answer) => [status, body.errors?.[0]?.code ?? body.code];

  describe('at inFakt', () => {
    beforeEach(() => begin('infakt'));

    it('are checked: amount, day, state of the case, whose it is, and who records', async () => {
      const amount = '100.00';
      expect(refusal(await record({ amount: '1000.01' }))).toEqual([422, 'amount-exceeds-balance']);
      expect(refusal(await record({ amount: '0' }))).toEqual([422, 'amount-malformed']);
      expect(refusal(await record({ amount: '1.005' }))).toEqual([422, 'amount-malformed']);
      expect(refusal(await record({ amount: '-1.00' }))).toEqual([400, 'matches']);
      expect(refusal(await record({ amount, receivedOn: '2026-06-02' }))).toEqual([
        422,
        'day-out-of-range',
      ]);
      expect((await record({ amount, receivedOn: '2026-02-30' })).status).toBe(400);
      expect((await record({ amount, currency: 'EUR' })).status).toBe(400);
      expect((await viewer('POST', payments(), { amount, receivedOn: TODAY })).status).toBe(403);
      expect((await viewer('GET', payments())).status).toBe(200);
      const foreign = payments().replace(caseId, synced.connectionId);
      expect((await anna('POST', foreign, { amount, receivedOn: TODAY })).status).toBe(404);
      expect((await list()).items).toEqual([]);

      expect((await record({ amount: '1000.00' })).status).toBe(201);
      expect(refusal(await record({ amount: '1.00' }))).toEqual([409, 'case-closed']);
      const [first] = (await list()).items;
      expect((await anna('POST', `${payments()}/${first.id}/write-back`)).status).toBe(409);
      expect((await anna('POST', `${payments()}/${caseId}/write-back`)).status).toBe(404);
      expect((await viewer('DELETE', `${payments()}/${first.id}`)).status).toBe(403);
    });

    it('are stored once when two windows record the same money', async () => {
      const same = { amount: '400.00', openBefore: '1000.00' };
      const answers = await Promise.all([record(same), record(same), record(same)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      expect(answers.map(refusal)).toContainEqual([409, 'balance-changed']);
      expect((await list()).items).toHaveLength(1);
      expect((await record({ amount: '400.00', openBefore: '600.00' })).status).toBe(201);
      expect((await one()).balance.amount).toBe('200.00');
    });

    it('stand beside what the provider is told of them', async () => {
      expect((await list()).provider).toEqual({
        provider: 'infakt',
        state: 'active',
        marksPaid: false,
        recordsPayments: false,
        canMarkPaid: true,
        canRecordPayments: false,
      });
      await change({ marksPaid: true, isPaused: true });
      expect((await list()).provider).toMatchObject({ state: 'paused', marksPaid: true });
    });

    it('can be taken back: the case goes on with what is open then', async () => {
      const [payment] = (await record({ amount: '1000.00', note: 'Przelew' })).body.items;
      expect(payment).toMatchObject({ note: 'Przelew', writeBack: null, canBeTakenBack: true });
      expect(await one()).toMatchObject({ state: 'closed', closedReason: 'paid' });
      const answer = await takeBack(payment.id);
      expect(answer.status).toBe(200);
      expect(answer.body.items).toEqual([]);
      expect(await one()).toMatchObject({ state: 'active', balance: { amount: '1000.00' } });
      expect((await takeBack(payment.id)).status).toBe(404);
      const [entry] = await synced.firm.rows(
        "select action, object_id from audit_entries where account_id = $1 and action = 'payment.taken-back'",
      );
      expect(entry).toEqual({ action: 'payment.taken-back', object_id: payment.id });
      await synced.sync();
      expect((await one()).balance.amount).toBe('1000.00');
    });

    it('are taken back once, and are not told after that', async () => {
      await change({ marksPaid: true });
      const [first] = (await record({ amount: '400.00' })).body.items;
      const { items } = (await record({ amount: '600.00' })).body;
      expect(items.map((item: { writeBack: { state: string } }) => item.writeBack.state)).toEqual([
        'waiting',
        'waiting',
      ]);
      const answers = await Promise.all([takeBack(first.id), takeBack(first.id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
      await tell();
      expect(paidThere()).toBe(false);
      expect(await one()).toMatchObject({ state: 'active', balance: { amount: '400.00' } });
      // the sum is told anew once nothing is left
      await record({ amount: '400.00' });
      await tell();
      expect(paidThere()).toBe(true);
    });

    it('cannot be taken back here once the provider knows of them', async () => {
      await change({ marksPaid: true });
      const [first] = (await record({ amount: '400.00' })).body.items;
      await record({ amount: '600.00' });
      await tell();
      const { items } = await list();
      expect(items).toMatchObject([
        { writeBack: { state: 'written' }, canBeTakenBack: false },
        { writeBack: { state: 'written' }, canBeTakenBack: false },
      ]);
      expect(refusal(await takeBack(first.id))).toEqual([409, 'payment-told']);
    });

    it('cannot be taken back while nobody knows whether the provider took them', async () => {
      await change({ marksPaid: true });
      world.sandbox.infakt.fault({ match: '/paid\\.json$', kind: 'cut', delayMs: 1 });
      const [payment] = (await record({ amount: '1000.00' })).body.items;
      await tell();
      expect((await list()).items[0]).toMatchObject({
        writeBack: { state: 'unknown' },
        canBeTakenBack: false,
      });
      expect(refusal(await takeBack(payment.id))).toEqual([409, 'payment-in-doubt']);
    });

    it('that were refused are taken back and recorded again with what was wrong put right', async () => {
      await change({ marksPaid: true });
      const [wrong] = (await record({ amount: '1000.00', receivedOn: '2026-04-01' })).body.items;
      await tell();
      expect((await list()).items[0].writeBack).toMatchObject({
        state: 'refused',
        code: 'paid-before-issued',
      });
      expect((await takeBack(wrong.id)).status).toBe(200);
      await record({ amount: '1000.00', receivedOn: '2026-05-20' });
      await tell();
      expect((await list()).items).toMatchObject([{ writeBack: { state: 'written' } }]);
      expect(paidThere()).toBe(true);
    });

    it('that the provider brought cannot be taken back', async () => {
      const [row] = await synced.firm.rows<{ external_id: string }>(
        'select i.external_id from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id where c.account_id = $1 and c.id = $2',
        caseId,
      );
      world.sandbox.infakt.pay(synced.key, { uuid: row!.external_id });
      await synced.sync();
      const [payment] = (await list()).items;
      expect(payment).toMatchObject({ source: 'provider', canBeTakenBack: false });
      expect(refusal(await takeBack(payment.id))).toEqual([409, 'payment-not-manual']);
    });

    it('wait while telling is paused, and are not told once it is switched off', async () => {
      await change({ marksPaid: true, isPaused: true });
      await record({ amount: '1000.00' });
      await tell();
      expect(paidThere()).toBe(false);
      expect((await change({ marksPaid: false })).status).toBe(200);
      expect((await list()).items[0]).toMatchObject({ writeBack: null, canBeTakenBack: true });
      await change({ isPaused: false });
      await tell();
      expect(paidThere()).toBe(false);
    });
  });

  describe('at wFirma', () => {
    beforeEach(() => begin('wfirma'));

    it('recorded before telling was switched on are told with the last one', async () => {
      await record({ amount: '400.00' });
      await change({ marksPaid: true, recordsPayments: true });
      await record({ amount: '600.00' });
      await tell();
      const total = world.sandbox.wfirma
        .documents(synced.key)
        .flatMap((document) => document.payments)
        .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      expect(total).toBe(100_000);
      await synced.sync();
      expect((await one()).balance.amount).toBe('0.00');
    });

    it('refused alone and told in a sum are not told again', async () => {
      const control = world.sandbox.wfirma;
      await change({ recordsPayments: true });
      control.fault({ match: '^/payments/add$', kind: '500', times: 50, delayMs: 1 });
      const [first] = (await record({ amount: '400.00' })).body.items;
      await tell();
      await synced.firm.rows(
        "update payment_writes set state = 'refused', code = 'payment-refused' where account_id = $1",
      );
      control.clearFaults();
      await change({ recordsPayments: false, marksPaid: true });
      await record({ amount: '600.00' });
      await tell();
      expect((await list()).items).toMatchObject([
        { writeBack: { state: 'written' } },
        { writeBack: { state: 'written' } },
      ]);
      expect((await anna('POST', `${payments()}/${first.id}/write-back`)).status).toBe(409);
    });
  });
});
