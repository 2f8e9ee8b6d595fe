import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import { Firm } from '../../../test/factories/firm.js';
import { HOSTILE_STRINGS } from '../../../test/support/hostile-strings.js';
import { type Caller, Product } from '../../../test/support/product.js';
import { systemScope } from '../../platform/tenancy/account-scope.js';
import { audit, auditInstance } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { VerifyAudit } from './verify-audit.js';
import { WakeAuditChecks } from './wake-audit-checks.js';

let product: Product;
let firm: Firm;
let admin: Caller;
let operator: Caller;
let url: string;
beforeAll(async () => {
  product = await Product.start();
  product.clock.set('2026-06-01T10:00:00Z');
  firm = await Firm.make(product, 'Firma', [
    { userId: await product.user('admin-anna'), role: 'admin' },
    { userId: await product.user('worker-wanda'), role: 'accountant' },
  ]);
  await product.user('operator-olga', true);
  admin = await product.signedIn('admin-anna');
  operator = await product.signedIn('operator-olga');
  url = `/accounts/${firm.accountId}/audit`;
});
afterAll(() => product.close());

const write = async (count: number, entry: object = {}) => {
  const tenancy = await product.get(Tenancy);
  const scope = systemScope(firm.accountId);
  await tenancy.inAccount(scope, async (tx) => {
    for (let index = 0; index < count; index += 1) {
      await audit(tx, scope, product.clock.now(), {
        action: 'case.held',
        objectKind: 'case',
        objectId: `case-${index}`,
        ...entry,
      });
    }
  });
};

describe("an account's audit", () => {
  it('O02 says who changed what, with before and after, when and from where', async () => {
    const { etag } = (await admin('GET', `/accounts/${firm.accountId}`)).headers as {
      etag: string;
    };
    await admin(
      'PATCH',
      `/accounts/${firm.accountId}`,
      { city: 'Gdynia' },
      { 'if-match': etag, 'user-agent': 'Firefox/140' },
    );
    const { status, body } = await admin('GET', `${url}?action=account.changed`);
    expect(status).toBe(200);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      actorKind: 'user',
      actorName: 'admin-anna',
      action: 'account.changed',
      objectKind: 'account',
      ip: '127.0.0.1',
      userAgent: 'Firefox/140',
      before: { city: 'Warszawa' },
      after: { city: 'Gdynia' },
    });
    expect(body.items[0].requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(Object.keys(body.items[0])).not.toContain('hash');
  });

  it('is there for admins only', async () => {
    const worker = await product.signedIn('worker-wanda');
    for (const path of ['', '/status', '/export']) {
      expect((await worker('GET', `${url}${path}`)).status).toBe(403);
      const foreign = `/accounts/${(await Firm.make(product, 'Obca')).accountId}/audit`;
      expect((await admin('GET', `${foreign}${path}`)).status).toBe(404);
    }
  });

  it('is read page by page without losing or repeating an entry while new ones come', async () => {
    await write(25);
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await admin('GET', `${url}?limit=10&object=case${page}`);
      seen.push(...body.items.map((item: { seq: number }) => item.seq));
      cursor = body.nextCursor as string | null;
      await write(1, { objectKind: 'client' });
    } while (cursor !== null);
    expect(seen).toHaveLength(25);
    expect(seen).toEqual([...new Set(seen)].sort((one, other) => other - one));
  });

  it('is filtered by actor, action, object, day of the account, and text', async () => {
    product.clock.set('2026-06-10T22:30:00Z'); // half past midnight of the 11th in Warsaw
    await write(1, {
      action: 'sending.switched',
      objectKind: 'account',
      objectId: 'a:b',
      after: { reason: 'Zażółć 100%' },
    });
    product.clock.set('2026-06-12T10:00:00Z');
    await write(1);
    const seqs = async (filter: string) =>
      (await admin('GET', `${url}?${filter}`)).body.items.map(
        (item: { action: string }) => item.action,
      );
    expect(await seqs('from=2026-06-11&to=2026-06-11')).toEqual(['sending.switched']);
    expect(await seqs('from=2026-06-10&to=2026-06-10')).toEqual([]);
    expect(await seqs('action=sending')).toEqual(['sending.switched']);
    expect(await seqs('action=send')).toEqual([]);
    expect(await seqs('object=account:a:b')).toEqual(['sending.switched']);
    expect(await seqs(`text=${encodeURIComponent('ZAŻÓŁĆ 100%')}`)).toEqual(['sending.switched']);
    expect(await seqs(`text=${encodeURIComponent('100_')}`)).toEqual([]);
    expect(await seqs('actor=user&action=account.changed')).toHaveLength(1);
    expect(await seqs('actor=command')).toEqual(['account.created']);
    const { body } = await admin('GET', `${url}?actor=user&limit=1`);
    expect(await seqs(`actor=${body.items[0].actorId}&from=2026-06-01`)).not.toHaveLength(0);
  });

  it.each([
    'actor=anna',
    'action=%25',
    'object=case:',
    'from=2026-02-30',
    'limit=201',
    'cursor=eA',
    'cursor=WyIxJyJd',
    'text=',
    'extra=1',
  ])('refuses %s by name', async (filter) => {
    const { status, body } = await admin('GET', `${url}?${filter}`);
    expect(status).toBe(400);
    expect(body.errors[0].field).toBe(filter.split('=')[0]);
  });

  it('D04 exports what it shows, and no cell is a formula where it is opened again', async () => {
    const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠1'];
    const texts = [...formulas, ...HOSTILE_STRINGS.filter((text) => text.isWellFormed())].map(
      (text) => text.replaceAll('\0', ''),
    );
    for (const text of texts) await write(1, { action: 'hostile.text', objectId: text });
    const { body: text, headers } = await admin(
      'GET',
      `${url}/export?format=csv&action=hostile.text`,
    );
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
    });
    const rows = parse<Record<string, string>>(text as string, { columns: true, bom: true });
    expect(rows.map((row) => row['objectId']).reverse()).toEqual(
      texts.map((original) => (/^[=+\-@\t\r＝＋－＠]/.test(original) ? `'${original}` : original)),
    );
    for (const row of rows)
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\0＝＋－＠]/);
  });

  it('exports more than one batch as lines of JSON, and O02 notes that it did', async () => {
    await write(1500, { action: 'bulk.entry' });
    const { body: text, headers } = await admin(
      'GET',
      `${url}/export?format=ndjson&action=bulk.entry`,
    );
    expect(headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    const entries = (text as string)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { seq: number });
    expect(entries).toHaveLength(1500);
    expect(new Set(entries.map((entry) => entry.seq)).size).toBe(1500);
    const { body } = await admin('GET', `${url}?action=audit.exported`);
    expect(body.items[0]).toMatchObject({
      actorName: 'admin-anna',
      after: { format: 'ndjson', action: 'bulk.entry' },
    });
  });

  it('O01 is verified at night, shown as intact, and shown as broken once somebody has changed it', async () => {
    const verify = await product.get(VerifyAudit);
    expect((await admin('GET', `${url}/status`)).body).toMatchObject({
      verifiedAt: null,
      isIntact: null,
    });
    await verify.execute(firm.accountId);
    const sound = (await admin('GET', `${url}/status`)).body;
    expect(sound).toMatchObject({ isIntact: true, problem: null });
    expect(sound.entries).toBeGreaterThan(1500);
    await product.owner.query(
      "update audit_entries set actor_name = 'Somebody' where account_id = $1 and seq = 7",
      [firm.accountId],
    );
    await verify.execute(firm.accountId);
    await verify.execute(firm.accountId);
    expect((await admin('GET', `${url}/status`)).body).toMatchObject({
      isIntact: false,
      problem: { seq: 7, kind: 'changed' },
    });
    const alarms = (await operator('GET', '/admin/audit?action=audit.broken')).body.items;
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).toMatchObject({ objectId: firm.accountId, after: { seq: 7 } });
  });

  it('O01 writes down once a day where the chain ends', async () => {
    const other = await Firm.make(product, 'Zapisana');
    const verify = await product.get(VerifyAudit);
    await verify.execute(other.accountId);
    await verify.execute(other.accountId);
    expect(
      await other.rows('select seq::int from audit_checkpoints where account_id = $1'),
    ).toEqual([{ seq: 1 }]);
  });

  it('O01 is due once a night', async () => {
    const worker = await product.worker();
    const wake = worker.get(WakeAuditChecks, { strict: false });
    const due = async () =>
      (await product.owner.query('select * from system_due_audit_checks(now())')).rows.length;
    await wake.look();
    while ((await due()) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    const checked = await firm.rows('select checked_at from audit_checks where account_id = $1');
    await wake.look();
    expect(
      (
        await product.owner.query(
          "select 1 from pgboss.job where name = 'verify-audit' and state = 'created' and data->>'accountId' is not null",
        )
      ).rowCount,
    ).toBe(0);
    expect(await firm.rows('select checked_at from audit_checks where account_id = $1')).toEqual(
      checked,
    );
    await product.owner.query("update audit_checks set checked_at = now() - interval '25 hours'");
    expect(await due()).toBeGreaterThan(0);
  });
});

describe("the installation's audit", () => {
  it('is there for instance admins, and for nobody else', async () => {
    const tenancy = await product.get(Tenancy);
    await tenancy.withoutScope((tx) =>
      auditInstance(tx, product.clock.now(), {
        actor: { kind: 'anonymous', ip: '192.0.2.1' },
        action: 'sign-in.failed',
        objectKind: 'user',
        objectId: null,
      }),
    );
    const { status, body } = await operator('GET', '/admin/audit?action=sign-in.failed');
    expect(status).toBe(200);
    expect(body.items[0]).toMatchObject({ actorKind: 'anonymous', ip: '192.0.2.1' });
    expect((await operator('GET', '/admin/audit/status')).body.entries).toBeGreaterThan(0);
    const file = await operator('GET', '/admin/audit/export?format=ndjson');
    expect(file.body.trim().split('\n').length).toBeGreaterThan(0);
    for (const path of ['', '/status', '/export'])
      expect((await admin('GET', `/admin/audit${path}`)).status).toBe(403);
  });
});
