import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { FirmByHand } from '../../../../test/factories/firm-by-hand.js';
import { Product } from '../../../../test/support/product.js';

describe('a task of the firm', () => {
  let product: Product;
  let nextFirm: () => Promise<FirmByHand>;
  let work: FirmByHand;

  beforeAll(async () => {
    product = await Product.start();
    nextFirm = await FirmByHand.staff(product);
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    work = await nextFirm();
    await work.goesBy('task');
  });

  it('is one for all that is due from a client, with whom to call', async () => {
    await work.owing('Alfa', 2);
    await work.owing('Beta');
    await work.livesAt('Polna 1');
    await work.run();
    const tasks = await work.list('tasks');
    expect(tasks.map((task: { client: { name: string } }) => task.client.name).sort()).toEqual([
      'Alfa',
      'Beta',
    ]);
    expect(
      tasks.find((task: { client: { name: string } }) => task.client.name === 'Alfa'),
    ).toMatchObject({
      client: { phone: '+48 600 700 800', email: 'alfa@client.example' },
      stageKey: 'overdue-notice',
      state: 'to_do',
      dueOn: '2026-03-17',
      amounts: [{ amount: '246.00', currency: 'PLN' }],
      cases: [{ number: 'Alfa/1' }, { number: 'Alfa/2' }],
      isHeld: false,
      takenBy: null,
    });
    expect((await work.viewer('GET', `${work.url}/tasks/counts`)).body).toEqual({
      tasks: 2,
      myTasks: 0,
      letters: 0,
    });
    expect((await work.viewer('GET', `${work.url}/notices`)).body.items).toEqual([]);
  });

  it('waits, and its case says so, until somebody has done it; the plan then goes on', async () => {
    await work.owing('Alfa');
    await work.run();
    await work.run('2026-03-20');
    expect(await work.stages()).toEqual([{ stage_key: 'overdue-notice', outcome: 'pending' }]);
    const [task] = await work.list('tasks');
    const done = await work.accountant('POST', `${work.url}/tasks/done`, {
      taskIds: [task.id],
      isSkipped: false,
      note: 'Zapłacą w piątek',
    });
    expect(done.body.items).toEqual([{ id: task.id, isDone: true, reason: null }]);
    expect(await work.stages()).toEqual([{ stage_key: 'overdue-notice', outcome: 'counted' }]);
    expect(await work.contacted()).toEqual([]);
    expect(await work.schedule()).toMatchObject([{ next_on: '2026-03-24' }]);
    expect(await work.list('tasks')).toEqual([]);
    expect(await work.list('tasks', 'state=done')).toMatchObject([
      { state: 'done', note: 'Zapłacą w piątek', doneOn: '2026-03-20', doneBy: 'adam' },
    ]);
    await work.run('2026-03-24');
    expect(
      await work.firm.rows(
        "select channel, stage_key from notices where account_id = $1 and state = 'planned'",
      ),
    ).toEqual([{ channel: 'email', stage_key: 'demand' }]);
  });

  it('says on its case for what it waits, that day and the next', async () => {
    await work.goesBy('task');
    await work.owing('Ala');
    await work.run();
    const [one] = await work.firm.rows<{ id: string }>(
      'select id from cases where account_id = $1',
    );
    const answers = async () => {
      const { todaysAnswer } = (await work.viewer('GET', `${work.url}/cases/${one!.id}`)).body;
      const { items } = (await work.viewer('GET', `${work.url}/cases/${one!.id}/evaluations`)).body;
      return [todaysAnswer.code, items[0].code];
    };
    expect((await answers())[0]).toBe('task-not-done');
    await work.run('2026-03-18');
    expect(await answers()).toEqual(['task-not-done', 'task-not-done']);
  });

  it('counts too when it is left out', async () => {
    await work.owing('Alfa');
    await work.run();
    const [task] = await work.list('tasks');
    await work.accountant('POST', `${work.url}/tasks/done`, {
      taskIds: [task.id],
      isSkipped: true,
    });
    expect(await work.stages()).toEqual([{ stage_key: 'overdue-notice', outcome: 'counted' }]);
    expect(await work.list('tasks', 'state=done')).toMatchObject([{ state: 'skipped' }]);
  });

  it('is dropped when the money comes in, and shrinks with a part of it', async () => {
    const [first, second] = await work.owing('Alfa', 2);
    await work.run();
    await work.firm.pay(first!, 12_300, '2026-03-18');
    await work.firm.settle('2026-03-18', [first!]);
    expect(await work.list('tasks')).toMatchObject([
      { cases: [{ number: 'Alfa/2' }], amounts: [{ amount: '123.00' }] },
    ]);
    await work.firm.pay(second!, 12_300, '2026-03-18');
    await work.firm.settle('2026-03-18', [second!]);
    expect(await work.list('tasks')).toEqual([]);
    expect(await work.list('tasks', 'state=cancelled')).toMatchObject([
      { state: 'cancelled', reason: 'settled-before-sending' },
    ]);
  });

  it('is not done about a case that is stopped, and comes again when it goes on', async () => {
    await work.owing('Alfa');
    await work.run();
    const [task] = await work.list('tasks');
    const caseId = task.cases[0].id;
    await work.accountant('POST', `${work.url}/cases/${caseId}/hold`, {
      reason: 'Urlop',
      until: '2026-03-25',
    });
    const done = await work.accountant('POST', `${work.url}/tasks/done`, {
      taskIds: [task.id],
      isSkipped: false,
    });
    expect(done.body.items).toMatchObject([{ isDone: false }]);
    await work.run('2026-03-25');
    expect(await work.list('tasks')).toMatchObject([{ dueOn: '2026-03-25' }]);
  });

  it('goes beside a mail to the same client on one day', async () => {
    const client = await work.firm.client('Alfa');
    await work.firm.invoice(client, { number: 'A/1', dueOn: '2026-03-10' });
    await work.firm.invoice(client, { number: 'A/2', dueOn: '2026-03-18' });
    await work.run();
    expect(
      await work.firm.rows(
        'select channel, planned_on from notices where account_id = $1 order by 1',
      ),
    ).toEqual([
      { channel: 'email', planned_on: '2026-03-17' },
      { channel: 'task', planned_on: '2026-03-17' },
    ]);
  });

  it('is taken on by one person and given back', async () => {
    await work.owing('Alfa');
    await work.run();
    const [task] = await work.list('tasks');
    await work.accountant('POST', `${work.url}/tasks/take`, { taskIds: [task.id], isMine: true });
    const mine = await work.accountant('GET', `${work.url}/tasks?mine=true`);
    expect(mine.body.items).toMatchObject([{ takenBy: { name: 'adam' } }]);
    expect(await work.list('tasks', 'mine=true')).toEqual([]);
    await work.accountant('POST', `${work.url}/tasks/take`, { taskIds: [task.id], isMine: false });
    expect(await work.list('tasks')).toMatchObject([{ takenBy: null }]);
  });

  it('is done once, whoever presses twice', async () => {
    await work.owing('Alfa');
    await work.run();
    const [task] = await work.list('tasks');
    const body = { taskIds: [task.id], isSkipped: false };
    const [one, other] = await Promise.all([
      work.accountant('POST', `${work.url}/tasks/done`, body),
      work.accountant('POST', `${work.url}/tasks/done`, body),
    ]);
    const reasons = [one, other].map(({ body: { items } }) => items[0].reason);
    expect(reasons.toSorted()).toEqual([null, 'not-to-do'].toSorted());
  });

  it('is paged by day, each once', async () => {
    for (const name of ['A', 'B', 'C', 'D', 'E']) await work.owing(name);
    await work.run();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const more = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await work.viewer('GET', `${work.url}/tasks?limit=2${more}`);
      seen.push(...body.items.map((task: { id: string }) => task.id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it('is only looked at by a viewer', async () => {
    await work.owing('Alfa');
    await work.run();
    const [task] = await work.list('tasks');
    const done = await work.viewer('POST', `${work.url}/tasks/done`, {
      taskIds: [task.id],
      isSkipped: true,
    });
    expect(done.status).toBe(403);
  });
});
