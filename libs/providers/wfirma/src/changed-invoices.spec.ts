import { walkPages } from '@invoicetracker/provider-kit/conformance';
import { type BookDocument, type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { FirmAtWfirma } from '../test/support.js';
import { wfirma } from './capabilities.js';

let firm: FirmAtWfirma<Sandbox>;

beforeAll(async () => {
  firm = await FirmAtWfirma.open((clock) => startSandbox({ clock, limits: false }));
});
afterAll(() => firm.close());
beforeEach(() => firm.reset());

describe('what changed', () => {
  const changed = async (since: string) =>
    (
      await walkPages((cursor) =>
        wfirma.listChangedInvoices(firm.context(), new Date(since), cursor),
      )
    ).flatMap((page) => page.records);

  it('is told whatever the state, with the day of the last payment', async () => {
    firm.now = new Date('2026-03-10T12:00:00Z');
    const [paid, cancelled, corrected, part] = firm.documents as [
      BookDocument,
      BookDocument,
      BookDocument,
      BookDocument,
    ];
    firm.control.partPay(firm.key, { id: paid.id, amountMinor: 100, paidOn: '2026-03-05' });
    firm.control.pay(firm.key, { id: paid.id, paidOn: '2026-03-07' });
    firm.control.cancel(firm.key, { id: cancelled.id });
    firm.control.correct(firm.key, { id: corrected.id, grossMinor: -200 });
    firm.control.partPay(firm.key, { id: part.id, amountMinor: 100 });
    const found = await changed('2026-03-10T12:00:00Z');
    expect(found).toHaveLength(4);
    expect(found.find(({ externalId }) => externalId === String(paid.id))).toMatchObject({
      openMinor: 0n,
      paidOn: '2026-03-07',
    });
    expect(found.find(({ externalId }) => externalId === String(cancelled.id))).toMatchObject({
      kind: 'cancelled',
    });
    expect(found.find(({ kind }) => kind === 'credit_note')).toMatchObject({
      correctsExternalId: String(corrected.id),
    });
    expect(found.find(({ externalId }) => externalId === String(part.id))).toMatchObject({
      openMinor: BigInt(part.grossMinor - 100),
    });
    expect(await changed('2026-03-10T16:00:00Z')).toEqual([]);
  });

  it('is asked for in Polish time with an overlap, over the hour that comes twice too', async () => {
    firm.now = new Date('2026-10-25T01:30:00Z');
    firm.control.partPay(firm.key, {
      id: (firm.documents[0] as BookDocument).id,
      amountMinor: 100,
    });
    expect(await changed('2026-10-25T01:30:00Z')).toHaveLength(1);
    expect(await changed('2026-10-25T00:30:00Z')).toHaveLength(1);
  });
});
