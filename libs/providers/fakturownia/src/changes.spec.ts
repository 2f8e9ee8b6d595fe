import { instantTransport, walkPages } from '@invoicetracker/provider-kit/conformance';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { invoice } from '../test/samples.js';
import { questions, scripted } from '../test/scripted.js';
import { fakturownia } from './capabilities.js';

const KEY = 'sandbox-changes';
const SINCE = new Date('2026-03-10T12:00:00Z');
let now = '2026-03-10T13:00:00Z';
let sandbox: Sandbox;

beforeEach(async () => {
  now = '2026-03-10T13:00:00Z';
  sandbox = await startSandbox({ clock: () => new Date(now), invoices: 300, limits: false });
});
afterEach(() => sandbox.close());

const changed = async () => {
  const context = instantTransport(fakturownia, `${sandbox.fakturownia.baseUrl}/{subdomain}`, {
    subdomain: 'firma',
    apiToken: KEY,
  });
  return walkPages((cursor) => fakturownia.listChangedInvoices(context, SINCE, cursor));
};
const externalIds = async () =>
  (await changed()).flatMap(({ records }) => records).map(({ externalId }) => externalId);

describe('what has changed', () => {
  it('is found whatever became of it, in one request', async () => {
    const { fakturownia: control } = sandbox;
    const open = control
      .documents(KEY)
      .filter(
        ({ kind, payments, isCancelled }) =>
          kind === 'invoice' && payments.length === 0 && !isCancelled,
      );
    const [paid, partly, cancelled, corrected] = open.map(({ id }) => id) as [
      number,
      number,
      number,
      number,
    ];
    control.pay(KEY, { id: paid });
    control.partPay(KEY, { id: partly, amountMinor: 100 });
    control.cancel(KEY, { id: cancelled });
    const note = control.correct(KEY, { id: corrected, grossMinor: -100 });
    const fresh = control.issue(KEY, { grossMinor: 5000 });
    control.resetRequests();
    expect((await externalIds()).sort()).toEqual(
      [paid, partly, cancelled, note.id, fresh.id].map(String).sort(),
    );
    expect(control.requests().total).toBe(1);
  });

  it('is found although the provider’s clock and ours are hours apart', async () => {
    now = '2026-03-10T10:30:00Z';
    const { id } = sandbox.fakturownia.issue(KEY, { grossMinor: 5000 });
    sandbox.fakturownia.fault({ match: '/invoices', kind: 'clock-ahead' });
    expect(await externalIds()).toContain(String(id));
    expect(await externalIds()).toContain(String(id));
  });

  it('is looked for in the whole list when it does not come latest first', async () => {
    const { id } = sandbox.fakturownia.issue(KEY, { grossMinor: 5000 });
    sandbox.fakturownia.fault({ match: '/invoices', kind: 'reorder' });
    const pages = await changed();
    const found = pages.flatMap(({ records }) => records).map(({ externalId }) => externalId);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.some(({ isFilterHonoured }) => !isFilterHonoured)).toBe(true);
    expect(found).not.toContain(String(id));
    expect(await externalIds()).toContain(String(id));
  });

  it('is asked for by its instant and not by its kind, which a cancelled document loses', async () => {
    const context = scripted({ body: [] });
    await fakturownia.listChangedInvoices(context, SINCE, null);
    expect(questions(context.asked).slice(0, 1)).toEqual([
      {
        period: 'all',
        income: 'yes',
        order: 'updated_at.desc',
        include_positions: 'true',
        page: '1',
        per_page: '100',
      },
    ]);
  });

  it('leaves out costs, receipts and what was deleted, and sets aside what cannot be read', async () => {
    const at = { updated_at: '2026-03-10T14:00:00.000+01:00' };
    const rows = [
      invoice(at),
      invoice({ ...at, id: 2, income: false }),
      invoice({ ...at, id: 3, kind: 'receipt' }),
      invoice({ ...at, id: 4, deleted: true }),
      invoice({ ...at, id: 5, price_gross: 'x' }),
      invoice({ ...at, id: 6, status: 'paid', paid_date: '2026-03-09' }),
    ];
    const page = await fakturownia.listChangedInvoices(scripted({ body: rows }), SINCE, null);
    expect(page.records.map(({ externalId }) => externalId)).toEqual(['100200300', '6']);
    expect(page.setAside.map(({ externalId }) => externalId)).toEqual(['5']);
  });

  it('refuses a cursor that is not its own', async () => {
    await expect(
      fakturownia.listChangedInvoices(scripted({ body: [] }), SINCE, { offset: 1 }),
    ).rejects.toMatchObject({ actor: 'bug', code: 'cursor-unreadable' });
  });
});
