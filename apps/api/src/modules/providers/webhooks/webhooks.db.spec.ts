import { createHmac, randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Caller } from '../../../../test/support/product.js';
import {
  SyncedFirm,
  startSyncWorld,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { WakeWaitingLooks } from '../contract/wake-waiting-looks.js';
import { LookAtDocuments } from './look-at-documents.js';

const SECRET = 'tajemnica-webhooka-z-infaktu';

describe('what inFakt tells us by itself', () => {
  let world: SyncWorld;
  let synced: SyncedFirm;
  let admin: Caller;
  let path: string;

  beforeAll(async () => {
    world = await startSyncWorld('2026-06-01T10:00:00+02:00', { invoices: 40 });
    synced = await SyncedFirm.make(world, 'podpisana');
    const userId = await world.product.user('anna');
    await synced.firm.rows(
      `insert into memberships (account_id, user_id, role, created_at) values ($1, $2, 'admin', now())`,
      userId,
    );
    admin = await world.product.signedIn('anna');
    path = `/accounts/${synced.firm.accountId}/connections/${synced.connectionId}/webhook`;
    await synced.sync();
    await admin('POST', path, { secret: SECRET });
  });
  afterAll(() => world.close());
  beforeEach(() => synced.firm.rows('delete from document_looks where account_id = $1'));

  const view = async () => (await admin('GET', path)).body as Record<string, unknown>;
  const call = async (body: string, signature: string | null = signed(body), at?: string) => {
    const reply = await (
      await world.product.api()
    ).inject({
      method: 'POST',
      url: new URL(at ?? String((await view()).url)).pathname,
      headers: {
        'content-type': 'application/json',
        ...(signature === null ? {} : { 'x-infakt-signature': signature }),
      },
      payload: body,
    });
    return { status: reply.statusCode, body: reply.body };
  };
  const signed = (body: string) => createHmac('sha256', SECRET).update(body).digest('hex');
  const event = (uuid: string, name = 'invoice_marked_as_paid', eventId: string = randomUUID()) =>
    JSON.stringify({ event: { uuid: eventId, name, retry_counter: 0 }, resource: { uuid } });
  const looks = () =>
    synced.firm.rows<{ external_id: string }>(
      'select external_id from document_looks where account_id = $1',
    );
  const look = async () =>
    (await world.product.get(LookAtDocuments)).execute(
      systemScope(synced.firm.accountId),
      synced.connectionId,
      new AbortController().signal,
    );
  const openInvoice = async (): Promise<string> =>
    (
      await synced.firm.rows<{ external_id: string }>(
        `select external_id from invoices where account_id = $1 and balance_minor > 0 and kind = 'invoice' and removed_on is null order by due_on limit 1`,
      )
    )[0]!.external_id;
  const balanceOf = async (uuid: string) =>
    (
      await synced.firm.rows<{ balance_minor: string }>(
        'select balance_minor from invoices where account_id = $1 and external_id = $2',
        uuid,
      )
    )[0]?.balance_minor;

  it('is given an address of its own, and a secret that is never shown again', async () => {
    const shown = await view();
    expect(shown).toMatchObject({ isOffered: true, secretFrom: 'provider', hasSecret: true });
    expect(String(shown.url)).toMatch(/\/api\/v1\/webhooks\/[0-9a-f-]{36}$/);
    expect(JSON.stringify(shown)).not.toContain(SECRET);
  });

  it('answers the handshake with the same code', async () => {
    const body = JSON.stringify({ verification_code: 'd4f1c0ffee5a4e1f' });
    const answer = await call(body, null);
    expect(answer).toEqual({ status: 200, body });
    expect((await view()).confirmedAt).not.toBeNull();
  });

  it('reaches us from inFakt itself: the handshake, then what was paid', async () => {
    const api = await world.product.api();
    const here = await api.listen(0, '127.0.0.1').then(() => api.getUrl());
    const url = here + new URL(String((await view()).url)).pathname;
    const { webhooks } = world.sandbox.infakt;
    expect(await webhooks.set(synced.key, { url, secret: SECRET, retryMs: 10 })).toBe(true);
    const uuid = await openInvoice();
    world.sandbox.infakt.pay(synced.key, { uuid });
    await webhooks.settled();
    await look();
    expect(await balanceOf(uuid)).toBe('0');
    webhooks.remove(synced.key);
  });

  it('is looked at again at the provider: the money is here a moment later', async () => {
    const uuid = await openInvoice();
    world.sandbox.infakt.pay(synced.key, { uuid });
    expect((await call(event(uuid))).status).toBe(200);
    expect(await balanceOf(uuid)).not.toBe('0');
    await look();
    expect(await balanceOf(uuid)).toBe('0');
    expect(await looks()).toEqual([]);
  });

  it('is believed in nothing: an invoice said to be paid that is not stays open', async () => {
    const uuid = await openInvoice();
    await call(event(uuid));
    await look();
    expect(await balanceOf(uuid)).not.toBe('0');
  });

  it('brings an invoice that is new here and due, and leaves alone one that is not yet', async () => {
    const due = world.sandbox.infakt.issue(synced.key, {
      grossMinor: 12300,
      issuedOn: '2026-05-01',
      dueOn: '2026-05-15',
    });
    const later = world.sandbox.infakt.issue(synced.key, {
      grossMinor: 12300,
      dueOn: '2026-09-01',
    });
    for (const { uuid } of [due, later])
      await call(event(String(uuid), 'invoice_created_via_async_api'));
    await look();
    expect(await balanceOf(String(due.uuid))).toBe('12300');
    expect(await balanceOf(String(later.uuid))).toBeUndefined();
  });

  it('notes a deleted one as gone', async () => {
    const uuid = await openInvoice();
    world.sandbox.infakt.remove(synced.key, { uuid });
    await call(event(uuid, 'invoice_deleted'));
    await look();
    expect(
      await synced.firm.rows(
        'select 1 from invoices where account_id = $1 and external_id = $2 and removed_on is not null',
        uuid,
      ),
    ).toHaveLength(1);
  });

  it('takes one event once, however often it comes', async () => {
    const body = event(await openInvoice());
    const answers = await Promise.all(Array.from({ length: 5 }, () => call(body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await look();
    expect((await call(body)).status).toBe(200);
    expect(await looks()).toEqual([]);
  });

  it('loses nothing when the provider cannot be asked: the tick comes back to it', async () => {
    const uuid = await openInvoice();
    world.sandbox.infakt.pay(synced.key, { uuid });
    world.sandbox.infakt.fault({ match: `${uuid}`, kind: '500', times: 100 });
    await call(event(uuid));
    await look();
    expect(await looks()).toHaveLength(1);
    world.sandbox.infakt.clearFaults();
    await world.product.owner.query(`delete from pgboss.job where name = 'look-at-documents'`);
    await synced.firm.rows(
      `update document_looks set noted_at = noted_at - interval '1 minute' where account_id = $1`,
    );
    await (await world.product.get(WakeWaitingLooks)).execute();
    const { rows } = await world.product.owner.query(
      `select 1 from pgboss.job where name = 'look-at-documents' and state = 'created' and data ->> 'connectionId' = $1`,
      [synced.connectionId],
    );
    expect(rows).toHaveLength(1);
    await look();
    expect(await balanceOf(uuid)).toBe('0');
  });

  it.each([
    ['no signature', () => null],
    ['an empty one', () => ''],
    [
      'one of another secret',
      (body: string) => createHmac('sha256', 'x').update(body).digest('hex'),
    ],
    ['one of another body', () => signed('{}')],
    ['upper case', (body: string) => signed(body).toUpperCase()],
    ['half of it', (body: string) => signed(body).slice(0, 32)],
  ])('A call with %s is refused and changes nothing', async (_, signature) => {
    const before = Number((await view()).refusedCount);
    const body = event(await openInvoice());
    expect((await call(body, signature(body))).status).toBe(401);
    expect(await looks()).toEqual([]);
    expect(Number((await view()).refusedCount)).toBe(before + 1);
  });

  it('is read over the bytes that came: the same JSON written otherwise is refused', async () => {
    const body = event(await openInvoice());
    expect((await call(body.replace('{', '{ '), signed(body))).status).toBe(401);
  });

  it('of no address we know is not there, nor one that was taken away, nor of a provider switched off', async () => {
    const unknown = `http://x/api/v1/webhooks/${randomUUID()}`;
    expect((await call(event(randomUUID()), null, unknown)).status).toBe(404);
    const known = String((await view()).url);
    const body = event(await openInvoice());
    await synced.firm.rows(
      `insert into account_features (account_id, feature, is_on, updated_at) values ($1, 'infakt', false, now())`,
    );
    expect((await call(body, signed(body), known)).status).toBe(404);
    await synced.firm.rows('delete from account_features where account_id = $1');
    expect((await admin('DELETE', path)).status).toBe(204);
    expect((await call(body, signed(body), known)).status).toBe(404);
    expect(await view()).toMatchObject({ url: null, hasSecret: false });
  });
});
