import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../factories/firm.js';
import { Outbox } from '../factories/outbox.js';
import { type Caller, Product } from '../support/product.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { SendSystemMails } from '../../src/modules/system-mail/send-system-mails.js';
import { MailApprovals } from '../../src/modules/notifications/approvals/mail-approvals.js';

describe('the evening mail about what waits', () => {
  let product: Product;
  let office: SmtpDouble;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;
  let admin: string;
  let other: string;
  let anna: Caller;

  beforeAll(async () => {
    office = await SmtpDouble.start();
    smtp = await SmtpDouble.start();
    product = await Product.start({
      SYSTEM_SMTP_URL: `smtp://127.0.0.1:${office.port}?tls=none`,
      SYSTEM_MAIL_FROM: 'robot@product.example',
    });
    admin = await product.user('anna');
    other = await product.user('adam');
    anna = await product.signedIn('anna');
  });
  afterAll(async () => {
    await product.close();
    await office.close();
    await smtp.close();
  });

  beforeEach(async () => {
    firm = await Firm.make(product, 'Firma', [
      { userId: admin, role: 'admin' },
      { userId: other, role: 'accountant' },
    ]);
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(smtp.port);
    await firm.rows('update stages set needs_approval = true where account_id = $1');
    await firm.rows('update accounts set is_approval_mail = true where id = $1');
    product.clock.set('2026-03-17T10:00:00+01:00');
    office.mails.length = 0;
    smtp.mails.length = 0;
  });

  const mail = async () => {
    await (await product.get(MailApprovals)).execute(firm.accountId);
    await (await product.get(SendSystemMails)).execute(new AbortController().signal);
  };
  const token = () => /#token=([\w-]+)/.exec(office.mails.at(-1)!.text)![1]!;
  const post = async (path: string, payload: object) => {
    const api = await product.api();
    const url = `/api/v1/approval-links/${path}`;
    const reply = await api.inject({ method: 'POST', url, payload });
    return { status: reply.statusCode, body: reply.json() };
  };
  const show = async (secret = token()) => (await post('show', { token: secret })).body;
  const decide = (noticeId: string, verb: string, secret = token()) =>
    post('decide', { token: secret, noticeId, verb });
  const due = async () => {
    const rows = await product.owner.query<{ account_id: string }>(
      'select account_id from system_due_approval_mails($1)',
      [product.clock.now()],
    );
    return rows.rows.some((row) => row.account_id === firm.accountId);
  };

  it('comes once an evening, on the clock of the account, to its admins and to nobody else', async () => {
    await outbox.plan([{ name: 'Alfa' }, { name: 'Beta' }]);
    product.clock.set('2026-03-17T16:59:00+01:00');
    expect(await due()).toBe(false);
    product.clock.set('2026-03-17T17:00:00+01:00');
    expect(await due()).toBe(true);
    await Promise.all([mail(), mail()]);
    expect(office.mails.map(({ to }) => to)).toEqual(['anna@people.example']);
    expect(office.mails[0]!.text).toContain('Alfa: 123.00 PLN');
    expect(await due()).toBe(false);
    product.clock.set('2026-03-18T17:00:00+01:00');
    expect(await due()).toBe(true);
  });

  it('does not come where nobody wants it, and not about nothing', async () => {
    await firm.rows('update accounts set is_approval_mail = false where id = $1');
    await outbox.plan([{ name: 'Alfa' }]);
    await mail();
    expect(office.mails).toEqual([]);
    await firm.rows('update accounts set is_approval_mail = true where id = $1');
    await firm.rows("update notices set state = 'cancelled' where account_id = $1");
    await mail();
    expect(office.mails).toEqual([]);
  });

  it('lets a letter go from its link without a sign-in, in the name of who was written to', async () => {
    await outbox.plan([{ name: 'Alfa' }, { name: 'Beta' }]);
    await mail();
    const shown = await show();
    expect(shown).toMatchObject({
      accountName: 'Firma',
      isOver: false,
      items: [{ clientName: 'Alfa', standing: 'waiting' }, { clientName: 'Beta' }],
    });
    expect(shown.items[0].bodyText).toContain('FV/1');
    const answer = await decide(shown.items[0].id, 'approve');
    expect(answer).toMatchObject({ status: 200, body: { standing: 'approved' } });
    product.clock.advance({ minutes: 5 });
    await outbox.work();
    expect(smtp.mails.map(({ to }) => to)).toEqual(['alfa@client.example']);
    expect(
      await firm.rows(
        "select actor_id, after->>'via' as via from audit_entries where account_id = $1 and action = 'notice.approved'",
      ),
    ).toEqual([{ actor_id: admin, via: 'mailed-link' }]);
  });

  it('changes nothing by being looked at, however often', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    await mail();
    const before = await firm.rows('select n.* from notices n where account_id = $1');
    for (let look = 0; look < 3; look += 1) await show();
    expect(await firm.rows('select n.* from notices n where account_id = $1')).toEqual(before);
  });

  it('answers a second click kindly: it says how the letter stands and does nothing again', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    await mail();
    const [{ id }] = (await show()).items;
    const answers = await Promise.all([decide(id, 'hold'), decide(id, 'hold')]);
    expect(answers.map(({ status, body }) => [status, body.standing])).toEqual([
      [200, 'held'],
      [200, 'held'],
    ]);
    expect((await decide(id, 'approve')).body.standing).toBe('held');
    expect(
      await firm.rows("select 1 from holds where account_id = $1 and code = 'stop'"),
    ).toHaveLength(1);
  });

  it('is for what was mailed only: not when it has changed, and not for another notice', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    await mail();
    const [{ id }] = (await show()).items;
    const [invoice] = await firm.rows<{ id: string }>(
      'select id from invoices where account_id = $1',
    );
    await firm.pay(invoice!.id, 2_300, '2026-03-17');
    expect((await show()).items).toMatchObject([{ standing: 'changed', bodyText: null }]);
    expect((await decide(id, 'approve')).body.standing).toBe('changed');
    expect(await outbox.states()).toMatchObject([{ state: 'awaiting_approval' }]);
    expect((await decide('018f0000-0000-7000-8000-000000000000', 'approve')).status).toBe(404);
  });

  it('ends after three days, with the person’s rights, and for a wrong secret', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    await mail();
    const [{ id }] = (await show()).items;
    expect((await post('show', { token: 'x'.repeat(43) })).body.code).toBe(
      'approval-link-not-found',
    );
    await firm.rows(
      "update approval_links set expires_at = now() - interval '1 second' where account_id = $1",
    );
    expect(await show()).toMatchObject({ isOver: true, items: [{ bodyText: null }] });
    expect((await decide(id, 'approve')).body.code).toBe('approval-link-over');
    await firm.rows(
      "update approval_links set expires_at = now() + interval '1 day' where account_id = $1",
    );
    await firm.rows(
      "update memberships set role = 'viewer' where account_id = $1 and user_id = $2",
      admin,
    );
    expect((await decide(id, 'approve')).body.code).toBe('approval-link-not-found');
    expect(await outbox.states()).toMatchObject([{ state: 'awaiting_approval' }]);
  });

  it('keeps only the hash of its secret', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    await mail();
    const secret = token();
    const kept = await product.owner.query(
      'select l::text from approval_links l union all select m::text from system_mails m',
    );
    expect(JSON.stringify(kept.rows)).not.toContain(secret);
    const setting = await anna('GET', `/accounts/${firm.accountId}`);
    expect(setting.body.schedule).toMatchObject({ isApprovalMail: true, undoMinutes: 0 });
  });
});
