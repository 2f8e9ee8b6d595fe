import { localDate } from '@invoicetracker/calendar';
import type { InvoiceRecord } from '@invoicetracker/provider-kit';
import { walkPages } from '@invoicetracker/provider-kit/conformance';
import { type BookDocument, type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { answering, FirmAtWfirma, refTo, sample, status } from '../test/support.js';
import { wfirma } from './capabilities.js';

const DUE_UNTIL = localDate('2026-03-12');
let firm: FirmAtWfirma<Sandbox>;

beforeAll(async () => {
  firm = await FirmAtWfirma.open((clock) => startSandbox({ clock, limits: false }));
});
afterAll(() => firm.close());
beforeEach(() => firm.reset());

const pass = (more: object = {}) =>
  walkPages((cursor) =>
    wfirma.listOpenReceivables(firm.context(), { dueUntil: DUE_UNTIL, ...more }, cursor),
  );
const records = async (more: object = {}) => (await pass(more)).flatMap((page) => page.records);

const read = async (id: number) =>
  (await wfirma.getInvoice(firm.context(), refTo(id))) as InvoiceRecord;

describe('reading one document', () => {
  it('tells when it was paid, and that it is gone or cancelled', async () => {
    const [one, two] = firm.documents as [BookDocument, BookDocument];
    firm.control.pay(firm.key, { id: one.id, paidOn: '2026-03-04' });
    expect(await read(one.id)).toMatchObject({ openMinor: 0n, paidOn: '2026-03-04' });
    firm.control.cancel(firm.key, { id: two.id });
    expect(await read(two.id)).toMatchObject({ kind: 'cancelled', paidOn: null });
    firm.control.remove(firm.key, { id: one.id });
    expect(await read(one.id)).toBe('gone');
  });

  it('reads a correction as the list had it', async () => {
    const { id, issuedOn } = firm.documents[0] as BookDocument;
    const correction = firm.control.correct(firm.key, { id, grossMinor: -500, issuedOn });
    const listed = (await records()).find(({ kind }) => kind === 'credit_note');
    expect(await wfirma.getInvoice(firm.context(), refTo(correction.id, 'corrections'))).toEqual(
      listed,
    );
  });

  it('takes only wFirma saying so for a sign that it is gone', async () => {
    const ref = refTo(7);
    expect(await wfirma.getInvoice(answering(200, status('NOT FOUND')), ref)).toBe('gone');
    for (const body of [undefined, { error: 'x' }])
      await expect(wfirma.getInvoice(answering(404, body), ref)).rejects.toMatchObject({
        actor: 'retry',
      });
  });

  it('refuses what is no reference before asking', async () => {
    for (const ref of [refTo(1, 'costs'), { collection: 'invoices', externalId: '1/../../x' }])
      await expect(wfirma.getInvoice(answering(200, {}), ref)).rejects.toMatchObject({
        actor: 'bug',
        code: 'reference-unknown',
      });
    await expect(wfirma.getClient(answering(200, {}), '../1')).rejects.toMatchObject({
      actor: 'bug',
    });
  });

  it('refuses another document, another type and what it cannot read', async () => {
    const { invoices } = sample('examples/invoices-find.response.json') as {
      invoices: { '0': { invoice: object } };
    };
    const one = (fields: object) =>
      answering(200, {
        invoices: { '0': { invoice: { ...invoices['0'].invoice, ...fields } } },
        ...status('OK'),
      });
    for (const fields of [{ id: '8' }, { id: '7', type: 'proforma' }, { id: '7', total: 'x' }])
      await expect(wfirma.getInvoice(one(fields), refTo(7))).rejects.toMatchObject({
        actor: 'reject',
        code: 'document-unreadable',
      });
  });
});
