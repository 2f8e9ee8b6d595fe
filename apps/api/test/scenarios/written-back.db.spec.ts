import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WakePaymentWrites } from '../../src/modules/providers/contract/wake-payment-writes.js';
import { WritePayments } from '../../src/modules/providers/write-back/write-payments.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import type { Caller } from '../support/product.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

const NOW = '2026-06-01T10:00:00+02:00';

type TakesPayments = 'wfirma' | 'billingo' | 'fakturownia' | 'infakt';

interface PaymentItem {
  id: string;
  amount: { amount: string };
  source: string;
  writeBack: { state: string; code: string | null } | null;
}

/** What of a provider's books this is about. */
interface AtProvider {
  readonly fault: (
    match: string,
    kind: 'cut' | '500' | 'silence',
    more?: { times?: number; after?: number },
  ) => void;
  readonly issue: (grossMinor: number) => string;
  readonly pay: (id: string, amountMinor: number | 'all') => void;
  /** what was paid there, in parts */
  readonly paid: (id: string) => readonly number[];
  /** its path for writing */
  readonly writes: string;
  /** how often it is read before */
  readonly readsOfThat: number;
}

describe('payments recorded here', () => {
  let world: SyncWorld;
  let anna: Caller;
  let userId: string;
  let count = 0;

  beforeAll(async () => {
    world = await startSyncWorld(NOW, { mix: 'open', invoices: 4 });
    userId = await world.product.user('anna');
    anna = await world.product.signedIn('anna');
  });
  afterAll(() => world.close());

  /** Where payments are rows of their own, and parts are taken. */
  const inBooks =
    (player: 'wfirma' | 'billingo' | 'fakturownia', writes: string, readsOfThat = 0) =>
    (key: string): AtProvider => {
      const control = world.sandbox[player];
      return {
        fault: (match, kind, more) => control.fault({ match, kind, delayMs: 1, ...more }),
        issue: (grossMinor) =>
          String(
            control.issue(key, { grossMinor, issuedOn: '2026-05-01', dueOn: '2026-05-10' }).id,
          ),
        pay: (id, amountMinor) =>
          amountMinor === 'all'
            ? control.pay(key, { id: Number(id) })
            : control.partPay(key, { id: Number(id), amountMinor }),
        paid: (id) =>
          control.document(key, Number(id)).payments.map(({ amountMinor }) => amountMinor),
        writes,
        readsOfThat,
      };
    };

  const at: Readonly<Record<TakesPayments, (key: string) => AtProvider>> = {
    wfirma: inBooks('wfirma', '^/payments/add$'),
    billingo: inBooks('billingo', '^/documents/\\d+/payments$', 1),
    fakturownia: inBooks('fakturownia', '/banking/payments\\.json$'),
    infakt: (key) => {
      const control = world.sandbox.infakt;
      const document = (id: string) =>
        control.documents(key, 'invoices').find((one) => one.uuid === id);
      return {
        fault: (match, kind, more) => control.fault({ match, kind, delayMs: 1, ...more }),
        issue: (grossMinor) =>
          String(
            control.issue(key, { grossMinor, issuedOn: '2026-05-01', dueOn: '2026-05-10' }).uuid,
          ),
        pay: (uuid) => void control.pay(key, { uuid }),
        paid: (id) => (document(id)?.paid_date === null ? [] : [Number(document(id)?.gross_price)]),
        writes: '/paid\\.json$',
        readsOfThat: 0,
      };
    },
  };

  describe.each(['wfirma', 'billingo', 'fakturownia', 'infakt'] as const)('at %s', (provider) => {
    let synced: SyncedFirm;
    let there: AtProvider;
    let invoice: string;
    let caseId: string;
    const takesParts = provider !== 'infakt';

    beforeEach(async () => {
      count += 1;
      const name = `zwrot-${count}`;
      synced = await SyncedFirm.make(world, name, `sandbox-${name}`, provider);
      await synced.firm.rows(
        "insert into memberships (account_id, user_id, role, created_at) values ($1, $2, 'admin', now())",
        userId,
      );
      there = at[provider](synced.key);
      invoice = there.issue(100_000);
      expect(await synced.sync()).toMatchObject({ state: 'succeeded', error: null });
      const [row] = await synced.firm.rows<{ id: string }>(
        `select c.id from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
          where c.account_id = $1 and i.external_id = $2`,
        invoice,
      );
      caseId = row!.id;
    });

    const payments = () => `/accounts/${synced.firm.accountId}/cases/${caseId}/payments`;
    const record = (amount: string, receivedOn = '2026-05-30') =>
      anna('POST', payments(), { amount, receivedOn });
    const listed = async () =>
      ((await anna('GET', payments())).body as { items: PaymentItem[] }).items;
    const states = async () => (await listed()).map(({ writeBack }) => writeBack?.state ?? null);
    const switchOn = async (switches: object) => {
      const path = `/accounts/${synced.firm.accountId}/connections/${synced.connectionId}`;
      const { version } = (await anna('GET', path)).body as { version: number };
      return anna('PATCH', path, switches, { 'if-match': `"${version}"` });
    };
    const tell = async () =>
      (await world.product.get(WritePayments)).execute(
        systemScope(synced.firm.accountId),
        synced.connectionId,
        new AbortController().signal,
      );
    /** as if the time of the next attempt had come */
    const later = () =>
      synced.firm.rows("update payment_writes set try_after = '2020-01-01' where account_id = $1");
    const balance = async () =>
      (
        await synced.firm.rows<{ balance: number }>(
          'select balance_minor::int as balance from cases where account_id = $1 and id = $2',
          caseId,
        )
      )[0]!.balance;

    it('stay here until it is switched on', async () => {
      expect((await record('1000.00')).status).toBe(201);
      await tell();
      expect(await states()).toEqual([null]);
      expect(there.paid(invoice)).toEqual([]);
      expect(await balance()).toBe(0);
    });

    it('are told, and counted once when the sync finds them there', async () => {
      await switchOn({ marksPaid: true, ...(takesParts ? { recordsPayments: true } : {}) });
      await record('400.00');
      await tell();
      expect(await states()).toEqual([takesParts ? 'written' : null]);
      await synced.sync();
      expect(await balance()).toBe(60_000);
      await record('600.00');
      await Promise.all([tell(), tell(), tell()]);
      await tell();
      await synced.sync();
      await synced.sync();
      expect(await states()).toEqual(['written', 'written']);
      expect(there.paid(invoice)).toEqual(takesParts ? [40_000, 60_000] : [100_000]);
      expect(await balance()).toBe(0);
      const [row] = await synced.firm.rows<{ left: number; cycle: number }>(
        'select i.balance_minor::int as left, c.cycle from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id where c.account_id = $1 and c.id = $2',
        caseId,
      );
      expect(row).toEqual({ left: 0, cycle: 1 });
    });

    it('only marked as paid go at once, when nothing is left to pay', async () => {
      await switchOn({ marksPaid: true });
      await record('400.00');
      await tell();
      expect(there.paid(invoice)).toEqual([]);
      await record('600.00');
      await tell();
      expect(there.paid(invoice)).toEqual([100_000]);
      await synced.sync();
      expect(await balance()).toBe(0);
      expect((await listed()).map(({ source }) => source)).toEqual(['manual', 'manual']);
    });

    it.each(['cut', 'silence'] as const)(
      'are in doubt when the answer is lost (%s), then found, and never told twice',
      async (kind) => {
        await switchOn({ marksPaid: true });
        there.fault(there.writes, kind, { after: there.readsOfThat });
        await record('1000.00');
        await tell();
        expect(await states()).toEqual(['unknown']);
        expect(there.paid(invoice)).toEqual([100_000]);
        // what the provider counts already is not counted again meanwhile
        await synced.sync();
        expect(await balance()).toBe(0);
        await later();
        await (await world.product.get(WakePaymentWrites)).execute();
        await tell();
        expect(await states()).toEqual(['written']);
        expect(there.paid(invoice)).toEqual([100_000]);
        await synced.sync();
        const [row] = await synced.firm.rows<{ left: number }>(
          'select i.balance_minor::int as left from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id where c.account_id = $1 and c.id = $2',
          caseId,
        );
        expect(row).toEqual({ left: 0 });
      },
    );

    it('wait for a provider that fails, and for a worker that died', async () => {
      await switchOn({ marksPaid: true });
      there.fault('.', '500', { times: 100 });
      await record('1000.00');
      await tell();
      expect(await states()).toEqual(['waiting']);
      world.sandbox[provider].clearFaults();
      await later();
      // a worker took it and was never heard of again
      await synced.firm.rows(
        "update payment_writes set state = 'unknown', attempts = attempts + 1 where account_id = $1",
      );
      await tell();
      expect(await states()).toEqual(['written']);
      expect(there.paid(invoice)).toEqual([100_000]);
    });

    it('are refused with the reason when the rules there forbid them, and told again on demand', async () => {
      await switchOn({ marksPaid: true });
      if (takesParts) {
        there.pay(invoice, 50_000);
        await record('1000.00');
      } else {
        await record('1000.00', '2026-04-01');
      }
      await tell();
      const [payment] = await listed();
      expect(payment?.writeBack).toMatchObject({
        state: 'refused',
        code: expect.stringMatching(/^[a-z-]+$/),
      });
      const again = await anna('POST', `${payments()}/${payment!.id}/write-back`);
      expect((again.body as { items: PaymentItem[] }).items[0]?.writeBack?.state).toBe('waiting');
      await tell();
      expect(await states()).toEqual(['refused']);
      const actions = await synced.firm.rows(
        "select action from audit_entries where account_id = $1 and action like 'payment.%' order by seq",
      );
      expect(actions).toEqual([
        { action: 'payment.recorded' },
        { action: 'payment.write-back-refused' },
        { action: 'payment.write-back-refused' },
      ]);
    });

    it('can be switched on only as far as the provider goes', async () => {
      const answer = await switchOn({ recordsPayments: true });
      expect(answer.status).toBe(takesParts ? 200 : 422);
      if (takesParts)
        expect(answer.body).toMatchObject({
          writeBack: { marksPaid: false, recordsPayments: true, canRecordPayments: true },
        });
      else expect(answer.body).toMatchObject({ errors: [{ field: 'recordsPayments' }] });
    });
  });
});
