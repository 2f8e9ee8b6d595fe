import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Caller } from '../../../../test/support/product.js';
import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { RunInvoiceView, SyncRunView } from './sync-runs.dto.js';

const OUTCOMES = ['new', 'updated', 'closed'] as const;

describe('the invoices behind the numbers of a run', () => {
  let world: SyncWorld;
  let ours: SyncedFirm;
  let call: Caller;
  let first: SyncRunView;

  beforeAll(async () => {
    world = await startSyncWorld('2026-06-01T10:00:00+02:00', { invoices: 60, mix: 'open' });
    ours = await SyncedFirm.make(world, 'nasza');
    const userId = await world.product.user('anna');
    await world.product.owner.query(
      `insert into memberships (account_id, user_id, role, created_at) values ($1, $2, 'viewer', now())`,
      [ours.firm.accountId, userId],
    );
    first = await ours.sync();
    call = await world.product.signedIn('anna');
  });
  afterAll(() => world.close());

  const url = (run: SyncRunView, query: string) =>
    `/accounts/${ours.firm.accountId}/sync-runs/${run.id}/invoices?${query}`;
  const behind = async (run: SyncRunView, outcome: string): Promise<RunInvoiceView[]> =>
    (await call('GET', url(run, `outcome=${outcome}&limit=200`))).body.items;

  it('are as many as the numbers say', async () => {
    expect(first.counts.new).toBeGreaterThan(10);
    for (const outcome of OUTCOMES)
      expect(await behind(first, outcome)).toHaveLength(first.counts[outcome]);
  });

  it('are told with what a person knows them by, and with their case', async () => {
    const rows = await ours.firm.rows<{ invoice_id: string; id: string; client_name: string }>(
      'select invoice_id, id, client_name from cases where account_id = $1 order by invoice_id limit 1',
    );
    const told = (await behind(first, 'new')).find(
      ({ invoiceId }) => invoiceId === rows[0]!.invoice_id,
    );
    expect(told).toMatchObject({ caseId: rows[0]!.id, clientName: rows[0]!.client_name });
  });

  it('are told page by page, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await call('GET', url(first, `outcome=new&limit=7${after}`));
      seen.push(...body.items.map((item: RunInvoiceView) => item.invoiceId));
      cursor = body.nextCursor;
    }
    expect(seen).toHaveLength(first.counts.new);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('show a paid invoice as updated, and its case as closed', async () => {
    const [row] = await ours.firm.rows<{ external_id: string; number: string }>(
      `select i.external_id, i.number from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
        where c.account_id = $1 and c.state = 'active' limit 1`,
    );
    world.sandbox.infakt.pay(ours.key, { uuid: row!.external_id });
    const run = await ours.sync();
    expect([run.counts.new, run.counts.updated, run.counts.closed]).toEqual([0, 1, 1]);
    for (const outcome of ['updated', 'closed'])
      expect((await behind(run, outcome)).map(({ number }) => number)).toEqual([row!.number]);
  });

  it('are none where nothing has changed', async () => {
    const run = await ours.sync();
    for (const outcome of OUTCOMES) expect(await behind(run, outcome)).toEqual([]);
  });

  it.each(['outcome=gone', 'cursor=not-ours&outcome=new'])('refuse "%s"', async (query) => {
    const { status, body } = await call('GET', url(first, query));
    expect(status).toBe(400);
    expect(body.errors[0].field).toBe(query.split('=')[0]);
  });

  it('T01 are not told to another account', async () => {
    const theirs = await SyncedFirm.make(world, 'obca');
    const foreign = await theirs.sync();
    expect((await call('GET', url(foreign, 'outcome=new'))).status).toBe(404);
  });

  it('are forgotten when they are old, and only then', async () => {
    const tenancy = await world.product.get(Tenancy);
    await ours.firm.rows(
      `update sync_run_changes set noted_at = '2020-01-01' where account_id = $1 and outcome = 'closed'`,
    );
    await tenancy.ask('select system_forget_run_changes($1)', [new Date('2020-01-02T00:00:00Z')]);
    expect(await behind(first, 'new')).toHaveLength(first.counts.new);
    expect(
      await ours.firm.rows(
        `select from sync_run_changes where account_id = $1 and outcome = 'closed'`,
      ),
    ).toEqual([]);
  });
});
