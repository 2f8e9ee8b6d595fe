import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { type Caller, Product } from '../../../../test/support/product.js';

interface Stage {
  key: string;
  offsetDays: number;
  isEnabled: boolean;
  audience: string;
}

describe('the policies of an account', () => {
  let product: Product;
  let firm: Firm;
  let call: Caller;
  let url: string;
  let standard: string;
  const clients: Record<string, string> = {};

  beforeAll(async () => {
    product = await Product.start();
    product.clock.set('2026-03-12T10:00:00Z');
    firm = await Firm.make(product, 'Firma', [
      { userId: await product.user('anna'), role: 'admin' },
    ]);
    await firm.switchSending(true);
    call = await product.signedIn('anna');
    url = `/accounts/${firm.accountId}`;
    standard = (await call('GET', `${url}/policies`)).body.items[0].id;
    for (const name of ['Alfa', 'Beta', 'Gamma']) {
      clients[name] = await firm.client(name);
      await firm.invoice(clients[name]!, { number: `${name}/1`, dueOn: '2026-03-10' });
    }
    await firm.settle('2026-03-12');
  });
  afterAll(() => product.close());

  const view = async (policyId: string) => (await call('GET', `${url}/policies/${policyId}`)).body;
  const bodyOf = async (policyId: string, change: (stages: Stage[]) => unknown = (all) => all) => {
    const { name, caseOpensOffsetDays, minGapDays, stages } = await view(policyId);
    const given = stages.map(({ position: _, ...stage }: Stage & { position: number }) => stage);
    return { name, caseOpensOffsetDays, minGapDays, stages: change(given) };
  };
  const save = async (policyId: string, body: object, isMovingRunning = false) =>
    call(
      'PUT',
      `${url}/policies/${policyId}`,
      { ...body, isMovingRunning },
      { 'if-match': `W/"${(await view(policyId)).revision}"` },
    );
  const assign = (body: object) =>
    call('PUT', `${url}/policy-assignments`, { isMovingRunning: true, ...body });
  const overdueAt =
    (offsetDays: number) =>
    (all: Stage[]): Stage[] =>
      all.map((stage) => (stage.key === 'overdue-notice' ? { ...stage, offsetDays } : stage));
  /** "Alfa/1 Standard 1" */
  const running = async (): Promise<string[]> =>
    (
      await firm.rows<{ line: string }>(
        `select c.number || ' ' || p.name || ' ' || c.policy_version as line from cases c
           join policies p on p.id = c.policy_id where c.account_id = $1 order by 1`,
      )
    ).map(({ line }) => line);
  const newest = async () => (await call('GET', `${url}/policy-changes`)).body.items[0];
  const undo = async () => call('POST', `${url}/policy-changes/${(await newest()).id}/undo`);

  it('begins with one, which is the default and has the five stages', async () => {
    const { stages, ...policy } = await view(standard);
    expect(policy).toMatchObject({ name: 'Standard', isDefault: true, version: 1 });
    expect(stages.map((stage: Stage) => [stage.key, stage.offsetDays])).toEqual([
      ['reminder-before-due', -1],
      ['overdue-notice', 7],
      ['demand', 14],
      ['hand-over-notice', 21],
      ['hand-over', 30],
    ]);
  });

  it('shows which cases a new version would move and how, and writes nothing', async () => {
    const body = await bodyOf(standard, overdueAt(2));
    const effect = await call('POST', `${url}/policies/${standard}/preview`, body);
    expect(effect).toMatchObject({
      status: 200,
      body: {
        cases: 3,
        lookedAt: 3,
        unchanged: 0,
        sooner: 3,
        later: 0,
        dueAtNextRun: 3,
        totals: [{ amount: '369.00', currency: 'PLN' }],
      },
    });
    expect(effect.body.rows[0]).toMatchObject({
      client: { name: 'Alfa' },
      number: 'Alfa/1',
      before: { stageKey: 'overdue-notice', on: '2026-03-17' },
      after: { stageKey: 'overdue-notice', on: '2026-03-12' },
    });
    expect((await view(standard)).version).toBe(1);
    expect(await firm.rows('select 1 from policy_changes where account_id = $1')).toEqual([]);
  });

  it('leaves running cases on the version they run on, and opens new ones on the new one', async () => {
    const saved = await save(standard, await bodyOf(standard, overdueAt(2)));
    expect(saved).toMatchObject({ status: 200, body: { version: 2 } });
    await firm.run('2026-03-12');
    expect(await firm.rows('select 1 from notices where account_id = $1')).toEqual([]);
    await firm.invoice(clients['Alfa']!, { number: 'Alfa/2', dueOn: '2026-03-10' });
    await firm.settle('2026-03-12');
    expect(await running()).toEqual([
      'Alfa/1 Standard 1',
      'Alfa/2 Standard 2',
      'Beta/1 Standard 1',
      'Gamma/1 Standard 1',
    ]);
    const [row] = (await call('GET', `${url}/policies`)).body.items;
    expect(row).toMatchObject({ runningCases: 4, runningOnOlder: 3 });
  });

  it('moves running cases when it is told to, and moves them back', async () => {
    await save(standard, await bodyOf(standard), true);
    expect(await running()).toEqual([
      'Alfa/1 Standard 3',
      'Alfa/2 Standard 3',
      'Beta/1 Standard 3',
      'Gamma/1 Standard 3',
    ]);
    expect(await newest()).toMatchObject({ kind: 'version', version: 3, movedCases: 4 });
    expect((await undo()).status).toBe(200);
    expect((await running()).slice(0, 2)).toEqual(['Alfa/1 Standard 1', 'Alfa/2 Standard 2']);
    expect((await view(standard)).version).toBe(2);
    expect(await newest()).toMatchObject({ undoneBy: 'anna', isUndoable: false });
    const again = await undo();
    expect(again).toMatchObject({ status: 409, body: { code: 'not-the-newest-change' } });
  });

  it('takes the plan that is nearest: invoice before client before group before the default', async () => {
    const made: Record<string, string> = {};
    for (const name of ['of invoice', 'of client', 'of group']) {
      const added = await call('POST', `${url}/policies`, { name, preset: 'PL' });
      expect(added).toMatchObject({ status: 201, body: { version: 1, isDefault: false } });
      made[name] = added.body.id;
    }
    const group = await call('POST', `${url}/client-groups`, {
      name: 'VIP',
      clientIds: [clients['Alfa'], clients['Beta'], clients['Gamma']],
    });
    expect(group.body.clients.map(({ name }: { name: string }) => name)).toEqual([
      'Alfa',
      'Beta',
      'Gamma',
    ]);
    const [invoice] = await firm.rows<{ id: string }>(
      `select id from invoices where account_id = $1 and number = 'Gamma/1'`,
    );
    const targets = [
      { kind: 'invoice', targetId: invoice!.id, policyId: made['of invoice'] },
      { kind: 'client', targetId: clients['Gamma'], policyId: made['of client'] },
      { kind: 'client', targetId: clients['Beta'], policyId: made['of client'] },
      { kind: 'group', targetId: group.body.id, policyId: made['of group'] },
    ];
    const preview = await call('POST', `${url}/policy-assignments/preview`, targets[3]);
    expect(preview.body).toMatchObject({ cases: 4 });
    for (const target of targets) expect((await assign(target)).status).toBe(200);
    expect(await running()).toEqual([
      'Alfa/1 of group 1',
      'Alfa/2 of group 1',
      'Beta/1 of client 1',
      'Gamma/1 of invoice 1',
    ]);
    const gone = await call('DELETE', `${url}/policies/${made['of group']}`);
    expect(gone).toMatchObject({ status: 409, body: { code: 'policy-in-use' } });
  });

  it('takes assignments back one after the other, and the cases with them', async () => {
    expect((await undo()).status).toBe(200);
    expect((await running()).slice(0, 2)).toEqual(['Alfa/1 Standard 1', 'Alfa/2 Standard 2']);
    expect((await call('GET', `${url}/policy-assignments`)).body.items).toHaveLength(3);
  });

  it('makes another policy the default, for those nothing nearer is said about', async () => {
    const other = (await call('POST', `${url}/policies`, { name: 'Łagodny', preset: 'default' }))
      .body;
    expect((await assign({ kind: 'default', policyId: other.id })).status).toBe(200);
    expect(await running()).toEqual([
      'Alfa/1 Łagodny 1',
      'Alfa/2 Łagodny 1',
      'Beta/1 of client 1',
      'Gamma/1 of invoice 1',
    ]);
    expect((await call('DELETE', `${url}/policies/${standard}`)).status).toBe(204);
    expect((await call('GET', `${url}/policies/${standard}`)).status).toBe(404);
  });

  it.each<[string, (all: Stage[]) => unknown, number, string]>([
    [
      'offsets that do not rise',
      (all) => all.map((stage) => ({ ...stage, offsetDays: 7 })),
      422,
      'stages.1.offsetDays',
    ],
    ['a stage twice', (all) => [all[0], all[0]], 422, 'stages.1.key'],
    ['a stage nobody knows', (all) => [{ ...all[0], key: 'threat' }], 422, 'stages.0.key'],
    [
      'no stage switched on',
      (all) => all.map((stage) => ({ ...stage, isEnabled: false })),
      422,
      'stages',
    ],
    [
      'own people told before the client',
      (all) =>
        all.map((stage, index) => ({ ...stage, audience: index === 1 ? 'staff' : 'client' })),
      422,
      'stages.1.offsetDays',
    ],
    [
      'half a grosz',
      (all) => [{ ...all[0], minimumAmounts: [{ amount: '1.005', currency: 'PLN' }] }],
      422,
      'stages.0.minimumAmounts.0.amount',
    ],
    ['no stage at all', () => [], 400, 'stages'],
    [
      'an attachment there is not',
      (all) => [{ ...all[0], attachments: ['horoscope'] }],
      400,
      'stages.0.attachments',
    ],
    [
      'an offset that is text',
      (all) => [{ ...all[0], offsetDays: '7' }],
      400,
      'stages.0.offsetDays',
    ],
    ['an unknown field', (all) => [{ ...all[0], fee: 40 }], 400, 'stages.0.fee'],
  ])('refuses %s and names the field', async (_name, change, status, field) => {
    const id = (await call('GET', `${url}/policies`)).body.items[0].id;
    const before = await view(id);
    const answer = await save(id, await bodyOf(id, change as (all: Stage[]) => Stage[]));
    expect(answer.status).toBe(status);
    expect(answer.body.errors.map((problem: { field: string }) => problem.field)).toContain(field);
    expect(await view(id)).toEqual(before);
  });

  it('refuses a revision somebody else has replaced', async () => {
    const id = (await call('GET', `${url}/policies`)).body.items[0].id;
    const body = { ...(await bodyOf(id)), isMovingRunning: false };
    const stale = await call('PUT', `${url}/policies/${id}`, body, { 'if-match': 'W/"77"' });
    expect(stale.status).toBe(412);
  });

  it('says what a stage sends along, and keeps it where a request does not speak of it', async () => {
    const { id } = (await call('POST', `${url}/policies`, { name: 'Z kodem', preset: 'PL' })).body;
    const attachmentsOf = async () =>
      (await view(id)).stages.map(({ attachments }: { attachments: string[] }) => attachments);
    expect(await attachmentsOf()).toEqual([[], [], [], [], []]);
    const both = ['invoice-pdf', 'payment-code'];
    const given = await bodyOf(id, (all) => [{ ...all[0], attachments: both }, ...all.slice(1)]);
    expect((await save(id, given)).status).toBe(200);
    expect(await attachmentsOf()).toEqual([both, [], [], [], []]);
    const silent = await bodyOf(id, (all) =>
      all.map((stage) => ({ ...stage, attachments: undefined })),
    );
    expect((await save(id, silent)).status).toBe(200);
    expect(await attachmentsOf()).toEqual([both, [], [], [], []]);
  });

  it('says of each stage what its letters do about interest and compensation', async () => {
    const { id } = (await call('POST', `${url}/policies`, { name: 'Z odsetkami', preset: 'PL' }))
      .body;
    const chargesOf = async () =>
      (await view(id)).stages.map((stage: { interest: string; compensation: string }) => [
        stage.interest,
        stage.compensation,
      ]);
    const none = ['left-out', 'left-out'];
    expect(await chargesOf()).toEqual([none, none, none, none, none]);
    const given = await bodyOf(id, ([first, ...others]) => [
      first,
      { ...others[0], interest: 'mentioned' },
      { ...others[1], interest: 'claimed', compensation: 'claimed' },
      ...others.slice(2),
    ]);
    expect((await save(id, given)).status).toBe(200);
    const said = [none, ['mentioned', 'left-out'], ['claimed', 'claimed'], none, none];
    expect(await chargesOf()).toEqual(said);
    const silent = await bodyOf(id, (all) =>
      all.map((stage) => ({ ...stage, interest: undefined, compensation: undefined })),
    );
    expect((await save(id, silent)).status).toBe(200);
    expect(await chargesOf()).toEqual(said);
    const wrong = await bodyOf(id, ([first, ...others]) => [
      { ...first, interest: 'forgiven' },
      ...others,
    ]);
    expect((await save(id, wrong)).status).toBe(400);
  });
});
