import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';

import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { FetchInvoicePdfs } from './fetch-invoice-pdfs.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import type { Caller } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';
import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';

const DAY = '2026-06-01';
/** Books that have debts to be reminded of on that day. */
const KEY = 'sandbox-pdf-1';
/** Where each provider hands a document out. */
const DOWNLOADS = {
  infakt: '/pdf\\.json$',
  fakturownia: '\\.pdf$',
  wfirma: '^/invoices/download/',
  billingo: '/download$',
} as const;
type WithPdf = keyof typeof DOWNLOADS;

describe('invoices as their providers print them', () => {
  let world: SyncWorld;
  let smtp: SmtpDouble;
  let admin: Caller;
  let adminId: string;
  let firms = 0;

  beforeAll(async () => {
    world = await startSyncWorld(`${DAY}T07:00:00Z`, { invoices: 12 });
    adminId = await world.product.user('admin-pdf');
    admin = await world.product.signedIn('admin-pdf');
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.clock.set(`${DAY}T07:00:00Z`);
    smtp = await SmtpDouble.start();
    for (const provider of Object.keys(DOWNLOADS) as WithPdf[])
      world.sandbox[provider].clearFaults();
  });
  afterEach(() => smtp.close());

  /** A firm whose books were read and whose letters are planned; every stage takes the invoices along. */
  async function letters(provider: WithPdf) {
    const synced = await SyncedFirm.make(world, `pdf-${++firms}`, KEY, provider);
    const { firm } = synced;
    const outbox = new Outbox(world.product, firm);
    await firm.rows(
      `insert into memberships (account_id, user_id, role, created_at) values ($1, $2, 'admin', now())`,
      adminId,
    );
    await outbox.useSender(smtp.port);
    await firm.switchSending(true);
    await firm.rows(`update stages set attachments = '{invoice-pdf}' where account_id = $1`);
    await synced.sync();
    await firm.rows('update cases set is_old_debt = false where account_id = $1');
    await firm.rows(
      'update connection_entries set is_decision_needed = false where account_id = $1',
    );
    await firm.rows('update own_reminders set is_question_open = false where account_id = $1');
    return { synced, firm, outbox };
  }
  const fault = (provider: WithPdf, kind: 'html' | '500' | 'cut', times: number) =>
    world.sandbox[provider].fault({ match: DOWNLOADS[provider], kind, times });
  const downloads = (provider: WithPdf) =>
    world.sandbox[provider]
      .requests()
      .recent.map(({ path }) => path)
      .filter((path) => new RegExp(DOWNLOADS[provider]).test(path));
  const later = (minutes: number) =>
    world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000).toISOString());
  const enclosed = async () => {
    const mails = await Promise.all(smtp.mails.map(({ raw }) => simpleParser(raw)));
    return mails.flatMap(({ attachments }) => attachments);
  };

  const told = (firm: SyncedFirm['firm']) =>
    firm.rows(
      `select distinct data ->> 'detail' as why from case_events where account_id = $1 and kind = 'invoice_left_out' order by 1`,
    );

  describe.each(Object.keys(DOWNLOADS) as WithPdf[])('of %s', (provider) => {
    it('leave with the letter, are kept once and not fetched for the next one', async () => {
      const { synced, firm, outbox } = await letters(provider);
      world.sandbox[provider].resetRequests();
      await firm.run(DAY);
      await outbox.work();
      const files = await enclosed();
      expect(files.length).toBeGreaterThan(0);
      for (const { content, contentType, filename } of files) {
        expect(contentType).toBe('application/pdf');
        expect(content.subarray(0, 5).toString('latin1')).toBe('%PDF-');
        expect(filename).toMatch(/^[A-Za-z0-9-]+\.pdf$/);
      }
      const [kept] = await firm.rows<{ files: number; copies: number; pointed: number }>(
        `select (select count(*)::int from stored_files where account_id = $1) as files,
                count(content)::int as copies, count(sha256)::int as pointed from notice_attachments where account_id = $1`,
      );
      expect(kept).toEqual({ files: kept!.pointed, copies: 0, pointed: kept!.pointed });
      // a letter goes to each address of its client
      expect(kept!.pointed).toBeLessThanOrEqual(files.length);
      const asked = new Set(downloads(provider));
      expect(asked.size).toBeGreaterThan(0);

      world.sandbox[provider].resetRequests();
      const before = smtp.mails.length;
      world.clock.set('2026-06-20T07:00:00Z');
      await synced.sync();
      await firm.run('2026-06-20');
      await outbox.work();
      expect(smtp.mails.length).toBeGreaterThan(before);
      const [twice] = await firm.rows<{ count: number }>(
        `select count(*)::int from (select case_id from notice_cases where account_id = $1 and outcome = 'counted' group by 1 having count(*) > 1) d`,
      );
      expect(twice!.count).toBeGreaterThan(0);
      expect(downloads(provider).filter((path) => asked.has(path))).toEqual([]);
    });
  });

  describe('that cannot be had', () => {
    const states = (firm: SyncedFirm['firm']) =>
      firm.rows<{ state: string; reason: string | null }>(
        'select distinct state, reason from notices where account_id = $1 order by 1, 2',
      );
    it.each([
      ['500', 'unavailable'],
      ['html', 'unreadable'],
      ['cut', 'unavailable'],
    ] as const)(
      'keep a letter back twice when the provider answers with %s, and no longer: it leaves without and says why',
      async (kind, why) => {
        const { synced, firm, outbox } = await letters('infakt');
        await firm.run(DAY);
        fault('infakt', kind, 10_000);
        for (let attempt = 1; attempt < 3; attempt += 1) {
          await outbox.work();
          expect(await states(firm)).toEqual([{ state: 'held', reason: 'invoice-pdf-awaited' }]);
          expect(smtp.mails).toEqual([]);
          later(16);
          await synced.sync();
        }
        await outbox.work();
        expect(await states(firm)).toEqual([{ state: 'sent', reason: null }]);
        expect(smtp.mails.length).toBeGreaterThan(0);
        expect(await enclosed()).toEqual([]);
        expect(await told(firm)).toEqual([{ why }]);
        const [{ id } = { id: '' }] = await firm.rows<{ id: string }>(
          'select id from notices where account_id = $1 limit 1',
        );
        const { body } = await admin('GET', `/accounts/${firm.accountId}/notices/${id}`);
        expect(body.leftOut).toHaveLength(body.cases.length);
        expect(body.leftOut[0]).toMatchObject({ reason: why });
      },
    );

    it('do not hold the letter where the provider has them on its second look', async () => {
      const { synced, firm, outbox } = await letters('fakturownia');
      await firm.run(DAY);
      fault('fakturownia', '500', 2);
      await outbox.work();
      later(16);
      await synced.sync();
      await outbox.work();
      expect(await states(firm)).toEqual([{ state: 'sent', reason: null }]);
      expect((await enclosed()).length).toBeGreaterThan(0);
      expect(await told(firm)).toEqual([]);
    });

    it('are left out at once where no provider has them', async () => {
      const { firm, outbox } = await letters('infakt');
      await firm.rows(
        `update invoices set connection_id = null, collection = null, external_id = null, external_seq = null where account_id = $1`,
      );
      await firm.run(DAY);
      await outbox.work();
      expect(await states(firm)).toEqual([{ state: 'sent', reason: null }]);
      expect(await told(firm)).toEqual([{ why: 'not-offered' }]);
    });
  });

  it('are fetched anew once the invoice says something else', async () => {
    const { firm } = await letters('infakt');
    await firm.run(DAY);
    const fetch = await world.product.get(FetchInvoicePdfs);
    const [{ id } = { id: '' }] = await firm.rows<{ id: string }>(
      'select id from notices where account_id = $1 limit 1',
    );
    const ask = async () => {
      world.sandbox.infakt.resetRequests();
      await fetch.execute(systemScope(firm.accountId), id, 1);
      return downloads('infakt').length;
    };
    const first = await ask();
    expect(first).toBeGreaterThan(0);
    expect(await ask()).toBe(0);
    await firm.rows('update invoices set due_on = due_on - 1 where account_id = $1');
    expect(await ask()).toBe(first);
  });

  it('are left out of a printed letter where they cannot be printed with it, and that is told', async () => {
    const { firm } = await letters('infakt');
    await firm.rows(`update stages set channel = 'letter' where account_id = $1`);
    await firm.run(DAY);
    const root = `/accounts/${firm.accountId}`;
    const [letter] = (await admin('GET', `${root}/letters?limit=1`)).body.items;
    await (
      await world.product.get(FetchInvoicePdfs)
    ).execute(systemScope(firm.accountId), letter.id, 1);
    await firm.rows(
      'update stored_files set content = $2 where account_id = $1',
      Buffer.from('%PDF-1.7\nlocked\n%%EOF'),
    );
    const printed = await admin('POST', `${root}/letters/print`, { letterIds: [letter.id] });
    expect(printed.body.items).toMatchObject([{ isDone: true }]);
    expect(await told(firm)).toEqual([{ why: 'unreadable' }]);
  });

  it('wait for the letter to leave, and do not undo what a person has let go', async () => {
    const { firm, outbox } = await letters('infakt');
    await firm.rows('update stages set needs_approval = true where account_id = $1');
    await firm.run(DAY);
    const root = `/accounts/${firm.accountId}`;
    const { items } = (await admin('GET', `${root}/approvals?limit=50`)).body;
    expect(items.length).toBeGreaterThan(0);
    const approvals = items.map(({ id, content }: { id: string; content: string }) => ({
      id,
      content,
    }));
    expect(
      (await admin('POST', `${root}/approvals/approve`, { notices: approvals })).status,
    ).toBeLessThan(300);
    later(61);
    await outbox.work();
    expect(
      await firm.rows('select distinct state, reason from notices where account_id = $1'),
    ).toEqual([{ state: 'sent', reason: null }]);
    expect((await enclosed()).length).toBeGreaterThan(0);
  });
});
