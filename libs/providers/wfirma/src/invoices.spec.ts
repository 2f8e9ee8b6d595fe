import { localDate } from '@invoicetracker/calendar';
import type { ProviderContext } from '@invoicetracker/provider-kit';
import { walkPages } from '@invoicetracker/provider-kit/conformance';
import { type BookDocument, type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { FirmAtWfirma } from '../test/support.js';
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

describe('a pass over all receivables', () => {
  it('reads 282 invoices in 3 pages and asks once for corrections', async () => {
    expect(await records()).toHaveLength(282);
    expect(firm.control.requests().counts).toEqual({ 'POST /invoices/find': 4 });
  });

  it('leaves out what is due later, paid, cancelled or no debt', async () => {
    const issue = (number: string, more: object) =>
      firm.control.issue(firm.key, { grossMinor: 100, dueOn: '2026-03-12', number, ...more });
    issue('LATER', { dueOn: '2026-03-13' });
    issue('PRO', { kind: 'proforma' });
    issue('OFFER', { kind: 'estimate' });
    firm.control.pay(firm.key, { id: issue('PAID', {}).id });
    firm.control.cancel(firm.key, { id: issue('CANCELLED', {}).id });
    issue('OWED', {});
    const numbers = (await records()).map(({ number }) => number);
    expect(numbers).toContain('OWED');
    expect(numbers).toHaveLength(283);
  });

  it('nets nothing itself: the correction comes with its change, the invoice without it', async () => {
    const { id, grossMinor, issuedOn } = firm.documents[0] as BookDocument;
    firm.control.partPay(firm.key, { id, amountMinor: 100 });
    firm.control.correct(firm.key, { id, grossMinor: -500, issuedOn });
    const found = await records();
    expect(found.find(({ externalId }) => externalId === String(id))).toMatchObject({
      grossMinor: BigInt(grossMinor),
      openMinor: BigInt(grossMinor - 100),
    });
    expect(found.filter(({ kind }) => kind === 'credit_note')).toMatchObject([
      { grossMinor: -500n, correctsExternalId: String(id) },
    ]);
  });

  it('reads the corrections since the oldest open invoice, older ones never', async () => {
    const oldest = (await records()).reduce((a, b) =>
      (a.issuedOn ?? '') < (b.issuedOn ?? '') ? a : b,
    );
    const id = Number(oldest.externalId);
    firm.control.correct(firm.key, { id, grossMinor: -500, issuedOn: oldest.issuedOn as string });
    firm.control.correct(firm.key, { id, grossMinor: -700, issuedOn: '2020-01-01' });
    const corrections = async (more: object = {}) =>
      (await records(more)).filter(({ kind }) => kind === 'credit_note');
    expect(await corrections()).toMatchObject([{ grossMinor: -500n }]);
    expect(await corrections({ correctionsSince: localDate('2020-01-01') })).toHaveLength(2);
  });

  it('asks for no correction where nothing is open', async () => {
    for (const { id } of firm.documents) firm.control.pay(firm.key, { id });
    expect(await records()).toEqual([]);
    expect(firm.control.requests().counts).toEqual({ 'POST /invoices/find': 1 });
  });

  it('finds what corrections correct although the filter for them is ignored', async () => {
    for (const { id } of firm.documents.slice(0, 2))
      firm.control.correct(firm.key, { id, grossMinor: -500, issuedOn: '2026-03-09' });
    firm.control.fault({ match: '^/invoices/find$', kind: 'ignore-filter', after: 4 });
    const corrections = (await records()).filter(({ kind }) => kind === 'credit_note');
    expect(corrections).toMatchObject([{ grossMinor: -500n }, { grossMinor: -500n }]);
  });

  it.each(['repeat-page', 'reorder', 'wrong-types', 'clock-ahead', 'error-200'] as const)(
    'finds everything in spite of %s on the second page',
    async (kind) => {
      firm.control.fault({ match: '^/invoices/find$', kind, after: 1 });
      const pages = await pass();
      const asides = pages.flatMap(({ setAside }) => setAside).length;
      const found = new Set(pages.flatMap((page) => page.records).map((row) => row.externalId));
      expect(found.size + asides).toBe(282);
      expect(asides).toBe(kind === 'wrong-types' ? 1 : 0);
    },
  );

  it('does not take an empty page for the end while more is announced', async () => {
    firm.control.fault({ match: '^/invoices/find$', kind: 'empty-page', after: 1 });
    await expect(pass()).rejects.toMatchObject({ actor: 'retry', code: 'answer-unexpected' });
    expect(await records()).toHaveLength(282);
  });

  it('copes with a server that gives fewer rows than asked for', async () => {
    const small = lessThanAsked(firm.context());
    const pages = await walkPages((cursor) =>
      wfirma.listOpenReceivables(small, { dueUntil: DUE_UNTIL }, cursor),
    );
    expect(pages.flatMap((page) => page.records)).toHaveLength(282);
  });

  it('refuses a cursor that is not its own', async () => {
    await expect(
      wfirma.listOpenReceivables(firm.context(), { dueUntil: DUE_UNTIL }, { offset: 2 }),
    ).rejects.toMatchObject({ actor: 'bug', code: 'cursor-unreadable' });
  });
});

/** A server whose pages are shorter than the limit that was asked for. */
function lessThanAsked(to: ProviderContext): ProviderContext {
  return {
    ...to,
    request: (wanted) =>
      to.request({
        ...wanted,
        body: String(wanted.body).replace('<limit>100</limit>', '<limit>30</limit>'),
      }),
  };
}
