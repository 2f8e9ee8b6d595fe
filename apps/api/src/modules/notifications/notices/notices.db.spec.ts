import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';
import { buildNoticeListQuery } from './notices.query.js';

describe('the outbox on the screen', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;
  let accountant: Caller;
  let viewer: Caller;
  let people: Record<'accountant' | 'viewer', string>;
  let url: string;

  beforeAll(async () => {
    product = await Product.start();
    people = { accountant: await product.user('adam'), viewer: await product.user('wiktor') };
    accountant = await product.signedIn('adam');
    viewer = await product.signedIn('wiktor');
    smtp = await SmtpDouble.start();
  });
  afterAll(async () => {
    await smtp.close();
    await product.close();
  });

  beforeEach(async () => {
    firm = await Firm.make(product, 'Firma', [
      { userId: people.accountant, role: 'accountant' },
      { userId: people.viewer, role: 'viewer' },
    ]);
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(smtp.port);
    product.clock.set('2026-03-17T10:00:00+01:00');
    smtp.mails.length = 0;
    url = `/accounts/${firm.accountId}/notices`;
  });

  const list = async (query = '') => (await viewer('GET', `${url}?${query}`)).body;

  it('shows what is planned, with amounts, recipients to be and why it waits', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    const { items, nextCursor } = await list('state=planned');
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      {
        client: { name: 'Alfa' },
        stageKey: 'overdue-notice',
        state: 'planned',
        amounts: [{ amount: '123.00', currency: 'PLN' }],
        caseCount: 1,
        subject: null,
        sentAt: null,
        plannedOn: '2026-03-17',
      },
    ]);
  });

  it('shows exactly what left, to whom, and what the server answered', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    await outbox.work();
    const { body } = await viewer('GET', `${url}/${await outbox.onlyNotice()}`);
    const [mail] = smtp.mails;
    expect(body).toMatchObject({
      state: 'sent',
      subject: mail!.subject,
      cases: [{ number: 'FV/1', amount: { amount: '123.00', currency: 'PLN' }, isDropped: false }],
      deliveries: [
        {
          recipient: 'alfa@client.example',
          sender: { name: 'Żółta Łódź', email: 'windykacja@firma.example' },
          messageId: mail!.messageId,
          state: 'accepted',
          serverCode: 250,
          attempts: 1,
        },
      ],
    });
    expect(body.bodyText.trim()).toBe(mail!.text.trim());
    expect(body.bodyHtml.trim()).toBe(mail!.html.trim());
  });

  it('pages through all of them, newest first, each once', async () => {
    await outbox.plan(Array.from({ length: 7 }, (_unused, index) => ({ name: `Klient ${index}` })));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { id: string }[]; nextCursor: string | null } = await list(
        `limit=3${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([...seen].sort().reverse());
    expect(new Set(seen).size).toBe(7);
  });

  it('counts each state for the tabs', async () => {
    await outbox.plan([{ name: 'Alfa' }, { name: 'Beta' }, { name: 'Gama' }]);
    smtp.fault('refuse-recipient', 1, /beta/);
    await outbox.work();
    const { body } = await viewer('GET', `${url}/counts`);
    expect(body).toEqual({
      awaiting_approval: 0,
      planned: 0,
      held: 0,
      claimed: 0,
      handing_over: 0,
      deferred: 0,
      sent: 2,
      refused: 1,
      unknown: 0,
      cancelled: 0,
    });
  });

  it('reads index ranges only, however long the outbox has grown', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    await firm.rows(
      `insert into notices (account_id, client_id, stage_key, stage_position, audience, channel, language, state, planned_on, not_before, created_at)
       select $1, client_id, 'demand', 3, 'client', 'email', 'pl', case when n % 1000 = 0 then 'unknown' else 'sent' end, date '2100-01-01' + n, now(), now()
         from (select client_id from notices where account_id = $1 limit 1) one, generate_series(1, 100000) n`,
    );
    await product.owner.query('analyze notices');
    for (const filter of [
      { limit: 100 },
      { limit: 100, state: 'unknown,refused' },
      { limit: 100, state: 'sent', cursor: (await list('state=sent&limit=50')).nextCursor },
    ]) {
      const { text, parameters } = buildNoticeListQuery(firm.accountId, filter);
      const { rows } = await product.owner.query(
        `explain (analyze, format json) ${text}`,
        parameters,
      );
      const scans = scansOf(rows[0]['QUERY PLAN'][0].Plan, 'notices');
      expect(scans.map((scan) => scan['Node Type'])).not.toContain('Seq Scan');
      for (const scan of scans) expect(scan['Actual Rows']).toBeLessThanOrEqual(101);
    }
  });

  it.each([
    ['cursor=bm90IGE', 400, 'invalid-cursor'],
    [
      `cursor=${Buffer.from(JSON.stringify(['-'.repeat(36)])).toString('base64url')}`,
      400,
      'invalid-cursor',
    ],
    ['state=gone', 400, 'invalid-request'],
    ['limit=201', 400, 'invalid-request'],
    ['colour=red', 400, 'invalid-request'],
  ])('refuses %s', async (query, status, code) => {
    expect(await viewer('GET', `${url}?${query}`)).toMatchObject({ status, body: { code } });
  });

  describe('a person', () => {
    const act = async (verb: string, body?: object) =>
      accountant('POST', `${url}/${await outbox.onlyNotice()}/${verb}`, body);

    it('sends a refused notice again, after mending the address', async () => {
      smtp.fault('refuse-recipient');
      await outbox.plan([{ name: 'Alfa' }]);
      await outbox.work();
      expect(await outbox.states()).toMatchObject([{ state: 'refused' }]);
      expect((await act('retry')).body).toMatchObject({ state: 'planned', attempts: 0 });
      await outbox.work();
      expect(await outbox.states()).toMatchObject([{ state: 'sent' }]);
      expect(await outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
      expect(smtp.mails).toHaveLength(1);
    });

    it('finds that an unknown notice did not arrive, and has it sent again as a new message', async () => {
      smtp.fault('drop-after-dot');
      await outbox.plan([{ name: 'Alfa' }]);
      await outbox.work();
      const { body: before } = await viewer('GET', `${url}/${await outbox.onlyNotice()}`);
      expect((await act('resolve', { outcome: 'not_sent' })).status).toBe(200);
      await outbox.work();
      expect(await outbox.states()).toMatchObject([{ state: 'sent' }]);
      expect(smtp.mails.map((mail) => mail.messageId)).not.toContain(
        before.deliveries[0].messageId,
      );
    });

    it('takes a planned notice back, and its case is decided again tomorrow', async () => {
      await outbox.plan([{ name: 'Alfa' }]);
      expect((await act('cancel')).body).toMatchObject({ state: 'cancelled' });
      await outbox.work();
      expect(smtp.mails).toEqual([]);
      expect(await outbox.outcomes()).toEqual([]);
      product.clock.set('2026-03-18T10:00:00+01:00');
      await firm.run('2026-03-18');
      await outbox.work();
      expect(smtp.mails).toHaveLength(1);
    });

    it.each([
      ['cancel', undefined],
      ['retry', undefined],
      ['resolve', { outcome: 'sent' }],
    ])('cannot %s what has left', async (verb, body) => {
      await outbox.plan([{ name: 'Alfa' }]);
      await outbox.work();
      expect(await act(verb, body)).toMatchObject({ status: 409, body: { code: 'notice-state' } });
      expect(await outbox.states()).toMatchObject([{ state: 'sent' }]);
    });

    it('is named in the journal', async () => {
      await outbox.plan([{ name: 'Alfa' }]);
      await act('cancel');
      expect(
        await firm.rows(
          "select action, actor_id, before from audit_entries where account_id = $1 and object_kind = 'notice'",
        ),
      ).toEqual([
        { action: 'notice.cancelled', actor_id: people.accountant, before: { state: 'planned' } },
      ]);
    });

    it('may only look when they are a viewer', async () => {
      await outbox.plan([{ name: 'Alfa' }]);
      const notice = await outbox.onlyNotice();
      for (const verb of ['retry', 'cancel', 'resolve'])
        expect((await viewer('POST', `${url}/${notice}/${verb}`, { outcome: 'sent' })).status).toBe(
          403,
        );
    });

    it('finds no notice of another firm', async () => {
      await outbox.plan([{ name: 'Alfa' }]);
      const foreign = await outbox.onlyNotice();
      const other = await Firm.make(product, 'Druga', [
        { userId: people.accountant, role: 'accountant' },
      ]);
      const path = `/accounts/${other.accountId}/notices/${foreign}`;
      expect((await accountant('GET', path)).status).toBe(404);
      expect((await accountant('POST', `${path}/cancel`)).status).toBe(404);
      expect(await outbox.states()).toMatchObject([{ state: 'planned' }]);
    });
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly PlanNode[];
}

function scansOf(node: PlanNode, table: string): PlanNode[] {
  const below = (node.Plans ?? []).flatMap((child) => scansOf(child, table));
  return node['Relation Name'] === table ? [node, ...below] : below;
}
