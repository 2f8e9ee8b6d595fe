import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';

interface Waiting {
  id: string;
  content: string;
  client: { name: string };
}

describe('notices that wait for a person', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;
  let people: Record<'adam' | 'anna' | 'wiktor', string>;
  let adam: Caller;
  let anna: Caller;
  let viewer: Caller;

  beforeAll(async () => {
    product = await Product.start();
    people = {
      adam: await product.user('adam'),
      anna: await product.user('anna'),
      wiktor: await product.user('wiktor'),
    };
    adam = await product.signedIn('adam');
    anna = await product.signedIn('anna');
    viewer = await product.signedIn('wiktor');
    smtp = await SmtpDouble.start();
  });
  afterAll(async () => {
    await smtp.close();
    await product.close();
  });

  beforeEach(async () => {
    firm = await Firm.make(product, 'Firma', [
      { userId: people.adam, role: 'accountant' },
      { userId: people.anna, role: 'admin' },
      { userId: people.wiktor, role: 'viewer' },
    ]);
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(smtp.port);
    product.clock.set('2026-03-17T10:00:00+01:00');
    smtp.mails.length = 0;
  });

  const url = (path = '') => `/accounts/${firm.accountId}/approvals${path}`;
  const list = async (): Promise<Waiting[]> => (await adam('GET', url())).body.items;
  const approve = async (notices: readonly Waiting[], who = adam) => {
    const seen = notices.map(({ id, content }) => ({ id, content }));
    const { items } = (await who('POST', url('/approve'), { notices: seen })).body;
    product.clock.advance({ minutes: 5 });
    return items;
  };
  const verb = async (name: string, ids: string[], more: object = {}) =>
    (await adam('POST', url(`/${name}`), { ids, ...more })).body.items;
  const needApproval = () =>
    firm.rows("update stages set needs_approval = true where account_id = $1 and key <> 'demand'");
  const mode = async (releaseMode: string) => {
    const policies = `/accounts/${firm.accountId}/policies`;
    const [{ id }] = (await anna('GET', policies)).body.items;
    const { body: policy } = await anna('GET', `${policies}/${id}`);
    const { status } = await anna(
      'PUT',
      `${policies}/${id}`,
      { ...editable(policy), releaseMode, isMovingRunning: false },
      { 'if-match': `W/"${policy.revision}"` },
    );
    expect(status).toBe(200);
  };
  const wanted = (number: string) =>
    firm.rows<{ id: string }>(
      'select id from invoices where account_id = $1 and number = $2',
      number,
    );
  const cases = () =>
    firm.rows<{ reason: string | null; outcome: string | null }>(
      `select s.reason, (select outcome from case_stages o where o.account_id = c.account_id and o.case_id = c.id and o.stage_key = 'overdue-notice') as outcome
         from cases c left join case_schedule s on s.account_id = c.account_id and s.case_id = c.id where c.account_id = $1 order by c.number`,
    );

  it('stand in a list, written out, and nothing leaves before somebody lets it go', async () => {
    await needApproval();
    await outbox.plan([{ name: 'Alfa' }, { name: 'Beta' }]);
    await outbox.work();
    expect(smtp.mails).toHaveLength(0);
    const waiting = await list();
    expect(waiting).toMatchObject([
      {
        client: { name: 'Alfa' },
        stageKey: 'overdue-notice',
        waitsFor: 'stage',
        problem: null,
        isChanged: false,
        plannedOn: '2026-03-17',
        expiresOn: '2026-03-24',
        amounts: [{ amount: '123.00', currency: 'PLN' }],
        recipients: ['alfa@client.example'],
      },
      { client: { name: 'Beta' } },
    ]);
    const setup = await viewer('GET', `/accounts/${firm.accountId}/setup`);
    expect(setup.body).toMatchObject({ noticesAwaitingApproval: 2, noticesNeedingAttention: 0 });
    const shown = (await viewer('GET', `/accounts/${firm.accountId}/notices/${waiting[0]!.id}`))
      .body;
    expect(shown.bodyText).toContain('FV/1');
    expect(shown.cases).toMatchObject([{ number: 'FV/1' }]);
    expect(await approve([waiting[0]!])).toEqual([{ id: waiting[0]!.id, outcome: 'done' }]);
    await outbox.work();
    expect(smtp.mails.map((mail) => mail.to)).toEqual(['alfa@client.example']);
    expect(await list()).toHaveLength(1);
    expect(
      await firm.rows(
        "select action, actor_id from audit_entries where account_id = $1 and action like 'notice.%'",
      ),
    ).toEqual([{ action: 'notice.approved', actor_id: people.adam }]);
  });

  it('are decided by the first of two people; the second is told', async () => {
    await needApproval();
    await outbox.plan([{ name: 'Alfa' }]);
    const waiting = await list();
    const [one, other] = await Promise.all([approve(waiting), approve(waiting, anna)]);
    expect([one[0].outcome, other[0].outcome].sort()).toEqual(['done', 'gone']);
    await outbox.work();
    expect(smtp.mails).toHaveLength(1);
  });

  it('are not let go as something else than was seen', async () => {
    await needApproval();
    await outbox.plan([{ name: 'Alfa' }]);
    const waiting = await list();
    const [invoice] = await wanted('FV/1');
    await firm.pay(invoice!.id, 2_300, '2026-03-17');
    expect(await approve(waiting)).toMatchObject([{ outcome: 'changed' }]);
    expect(await approve(await list())).toMatchObject([{ outcome: 'done' }]);
  });

  it('come back when what they say changes between approval and sending', async () => {
    await needApproval();
    await outbox.plan([{ name: 'Alfa' }]);
    await approve(await list());
    await firm.rows(
      "update accounts set bank_account = '27114020040000300201355387' where id = $1",
    );
    await firm.rows('update invoices set bank_account = null where account_id = $1');
    await outbox.work();
    expect(smtp.mails).toHaveLength(0);
    const [changed] = await list();
    expect(changed).toMatchObject({ isChanged: true });
    await approve([changed!]);
    await outbox.work();
    expect(smtp.mails).toHaveLength(1);
  });

  it('say the same on a later day, so that an approval of the evening is good in the morning', async () => {
    await needApproval();
    await outbox.plan([{ name: 'Alfa' }]);
    await approve(await list());
    product.clock.set('2026-03-18T09:00:00+01:00');
    await outbox.work();
    expect(smtp.mails).toHaveLength(1);
  });

  it('wait again when the approval is taken back, also while a worker holds them', async () => {
    await needApproval();
    await outbox.plan([{ name: 'Alfa' }]);
    const waiting = await list();
    await approve(waiting);
    smtp.fault('slow', 300);
    await firm.rows(
      "update notices set state = 'claimed', fence = fence + 1, lease_until = now() + interval '3 minutes' where account_id = $1",
    );
    expect(await verb('withdraw', [waiting[0]!.id])).toMatchObject([{ outcome: 'done' }]);
    await outbox.work();
    expect(await outbox.states()).toMatchObject([{ state: 'awaiting_approval' }]);
    expect(smtp.mails).toHaveLength(0);
    expect(await list()).toHaveLength(1);
  });

  it('survive a worker that dies between approval and sending', async () => {
    await needApproval();
    await outbox.plan([{ name: 'Alfa' }]);
    await approve(await list());
    await firm.rows(
      "update notices set state = 'claimed', fence = fence + 1, lease_until = now() - interval '1 minute' where account_id = $1",
    );
    await outbox.work();
    await outbox.work();
    expect(smtp.mails).toHaveLength(1);
  });

  it('drop out by themselves when the invoice is paid or the case is stopped', async () => {
    await needApproval();
    await outbox.plan([{ name: 'Alfa' }, { name: 'Beta' }]);
    const [paid] = await wanted('FV/1');
    await firm.pay(paid!.id, 12_300, '2026-03-17');
    await firm.settle('2026-03-17');
    expect(await list()).toMatchObject([{ client: { name: 'Beta' } }]);
    const [other] = await firm.rows<{ id: string }>(
      "select id from cases where account_id = $1 and number = 'FV/2'",
    );
    await adam('POST', `/accounts/${firm.accountId}/cases/${other!.id}/hold`, {
      reason: 'dzwonili',
    });
    expect(await list()).toEqual([]);
    expect(await cases()).toMatchObject([{ reason: null }, { reason: 'held', outcome: null }]);
  });

  it('burn no step when they are held, and leave it out when they are skipped', async () => {
    await needApproval();
    await outbox.plan([{ name: 'Alfa' }, { name: 'Beta' }]);
    const [alfa, beta] = await list();
    await verb('hold', [alfa!.id], { reason: 'wyjaśniamy', until: '2026-03-20' });
    await verb('skip', [beta!.id]);
    expect(await cases()).toEqual([
      { reason: 'held', outcome: null },
      { reason: 'notice-cancelled', outcome: 'lapsed' },
    ]);
    for (const day of ['2026-03-18', '2026-03-19', '2026-03-20']) await firm.run(day);
    expect(await list()).toMatchObject([
      { client: { name: 'Alfa' }, stageKey: 'overdue-notice', plannedOn: '2026-03-20' },
    ]);
    await firm.run('2026-03-24');
    expect(
      await firm.rows('select stage_key, state from notices where account_id = $1 order by id'),
    ).toContainEqual({ stage_key: 'demand', state: 'planned' });
  });

  it('are decided anew with the figures of the day when nobody has let them go for a week', async () => {
    await needApproval();
    await outbox.plan([{ name: 'Alfa' }]);
    const [invoice] = await wanted('FV/1');
    await firm.pay(invoice!.id, 2_300, '2026-03-20');
    for (const day of ['2026-03-23', '2026-03-24', '2026-03-25']) {
      product.clock.set(`${day}T10:00:00+01:00`);
      await firm.run(day);
    }
    expect(await outbox.states()).toMatchObject([
      { state: 'cancelled', reason: 'approval-expired' },
      { state: 'awaiting_approval' },
    ]);
    expect(await list()).toMatchObject([
      { plannedOn: '2026-03-25', amounts: [{ amount: '100.00', currency: 'PLN' }] },
    ]);
  });

  it('of a draft stay where they are when the plan is switched on, and go one by one', async () => {
    await mode('draft');
    await outbox.plan([{ name: 'Alfa' }, { name: 'Beta' }]);
    await outbox.work();
    const prepared = await list();
    expect(prepared).toMatchObject([
      { waitsFor: 'draft', problem: 'policy-in-draft' },
      { waitsFor: 'draft' },
    ]);
    expect(await approve(prepared)).toMatchObject([
      { outcome: 'policy-in-draft' },
      { outcome: 'policy-in-draft' },
    ]);
    await mode('active');
    await firm.run('2026-03-18');
    await outbox.work();
    expect(smtp.mails).toHaveLength(0);
    await approve([(await list())[0]!]);
    await outbox.work();
    expect(smtp.mails.map((mail) => mail.to)).toEqual(['alfa@client.example']);
    expect(await list()).toMatchObject([{ client: { name: 'Beta' }, problem: null }]);
  });

  it('take in what was on its way when the plan became a draft, also of cases on an older version', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    await mode('draft');
    await outbox.work();
    expect(smtp.mails).toHaveLength(0);
    expect(await list()).toMatchObject([{ waitsFor: 'draft', problem: 'policy-in-draft' }]);
  });

  it('are none of a plan that is switched off: its cases say so, and what was planned is taken back', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    await mode('off');
    await outbox.work();
    expect(await outbox.states()).toMatchObject([{ state: 'cancelled' }]);
    await firm.run('2026-03-18');
    expect(await cases()).toEqual([{ reason: 'policy-off', outcome: null }]);
    await mode('active');
    await firm.run('2026-03-19');
    await outbox.work();
    expect(smtp.mails).toHaveLength(1);
  });

  it('of a draft never keep the client’s other notices from leaving', async () => {
    const client = await firm.client('Alfa');
    await firm.invoice(client, { number: 'FV/1', dueOn: '2026-03-10' });
    const draft = await firm.invoice(client, { number: 'FV/2', dueOn: '2026-03-10' });
    const policies = `/accounts/${firm.accountId}/policies`;
    const { body: other } = await anna('POST', policies, { name: 'Próba', preset: 'PL' });
    await firm.rows(
      "update policy_versions set release_mode = 'draft' where account_id = $1 and policy_id = $2",
      other.id,
    );
    await firm.rows(
      'insert into policy_assignments (account_id, policy_id, invoice_id, created_at) values ($1, $2, $3, now())',
      other.id,
      draft,
    );
    await firm.settle('2026-03-17');
    await firm.run('2026-03-17');
    await outbox.work();
    expect(smtp.mails).toHaveLength(1);
    await firm.run('2026-03-18');
    for (let day = 19; day < 27; day += 1) await firm.run(`2026-03-${day}`);
    expect(await list()).toMatchObject([{ waitsFor: 'draft', caseCount: 1 }]);
  });

  it('are not those of the undo window: they leave by themselves, and can be taken back until then', async () => {
    await firm.rows('update accounts set undo_minutes = 30 where id = $1');
    await outbox.plan([{ name: 'Alfa' }, { name: 'Beta' }]);
    product.clock.advance({ minutes: 20 });
    await outbox.work();
    expect(smtp.mails).toHaveLength(0);
    const notices = `/accounts/${firm.accountId}/notices`;
    const { items } = (await adam('GET', notices)).body;
    expect(items).toMatchObject([{ leavesInSeconds: 600 }, { leavesInSeconds: 600 }]);
    await adam('POST', `${notices}/${items[0].id}/hold`);
    product.clock.advance({ minutes: 10 });
    await outbox.work();
    expect(smtp.mails).toHaveLength(1);
    await firm.run('2026-03-18');
    expect(await cases()).toContainEqual({ reason: 'held', outcome: null });
  });

  it('are for accountants and admins to decide, and another firm’s are not there', async () => {
    await needApproval();
    await outbox.plan([{ name: 'Alfa' }]);
    const [notice] = await list();
    const body = { notices: [{ id: notice!.id, content: notice!.content }] };
    expect((await viewer('POST', url('/approve'), body)).status).toBe(403);
    const foreign = await Firm.make(product, 'Druga', [{ userId: people.adam, role: 'admin' }]);
    const there = `/accounts/${foreign.accountId}/approvals`;
    expect((await adam('POST', `${there}/approve`, body)).body.items).toEqual([
      { id: notice!.id, outcome: 'gone' },
    ]);
    expect(await list()).toHaveLength(1);
  });
});

function editable(policy: Record<string, unknown> & { stages: Record<string, unknown>[] }) {
  const { name, caseOpensOffsetDays, minGapDays } = policy;
  const stages = policy.stages.map(({ key, offsetDays, isEnabled, audience }) => ({
    key,
    offsetDays,
    isEnabled,
    audience,
  }));
  return { name, caseOpensOffsetDays, minGapDays, stages };
}
