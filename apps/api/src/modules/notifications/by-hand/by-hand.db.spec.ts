import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import { extractText } from 'unpdf';

import { Firm } from '../../../../test/factories/firm.js';
import { type Caller, Product } from '../../../../test/support/product.js';

type Channel = 'email' | 'letter' | 'task';

describe('what a person of the firm does', () => {
  let product: Product;
  let firm: Firm;
  let accountant: Caller;
  let viewer: Caller;
  let people: Record<'accountant' | 'viewer', string>;
  let url: string;

  beforeAll(async () => {
    product = await Product.start();
    people = { accountant: await product.user('adam'), viewer: await product.user('wiktor') };
    accountant = await product.signedIn('adam');
    viewer = await product.signedIn('wiktor');
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    firm = await Firm.make(product, 'Firma', [
      { userId: people.accountant, role: 'accountant' },
      { userId: people.viewer, role: 'viewer' },
    ]);
    await firm.switchSending(true);
    product.clock.set('2026-03-17T10:00:00+01:00');
    url = `/accounts/${firm.accountId}`;
  });

  /** The first overdue stage (+7) goes that way; what comes after it is by mail. */
  const goesBy = (channel: Channel, stageKey = 'overdue-notice') =>
    firm.rows(
      'update stages set channel = $2 where account_id = $1 and key = $3 returning key',
      channel,
      stageKey,
    );
  const livesAt = (street: string | null) =>
    firm.rows(
      `update clients set street = $2, postal_code = '31-002', city = 'Kraków', phone = '+48 600 700 800' where account_id = $1 returning id`,
      street,
    );
  /** A client with invoices due on 2026-03-10; their stage is due on the 17th. */
  const owing = async (name: string, count = 1): Promise<string[]> => {
    const client = await firm.client(name);
    const ids: string[] = [];
    for (let index = 1; index <= count; index += 1) {
      ids.push(await firm.invoice(client, { number: `${name}/${index}`, dueOn: '2026-03-10' }));
    }
    return ids;
  };
  const run = async (day = '2026-03-17') => {
    product.clock.set(`${day}T10:00:00+01:00`);
    await firm.settle(day);
    await firm.run(day);
  };
  const list = async (what: 'tasks' | 'letters', query = '') =>
    (await viewer('GET', `${url}/${what}?${query}`)).body.items;
  const schedule = () =>
    firm.rows<{ next_on: string; reason: string }>(
      'select next_on, reason from case_schedule where account_id = $1',
    );
  const contacted = () =>
    firm.rows('select contacted_on from client_contact_days where account_id = $1');
  const stages = () =>
    firm.rows(
      "select stage_key, outcome from case_stages where account_id = $1 and outcome <> 'lapsed' order by 1",
    );

  describe('a task', () => {
    beforeEach(() => goesBy('task'));

    it('is one for all that is due from a client, with whom to call', async () => {
      await owing('Alfa', 2);
      await owing('Beta');
      await livesAt('Polna 1');
      await run();
      const tasks = await list('tasks');
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
      expect((await viewer('GET', `${url}/tasks/counts`)).body).toEqual({
        tasks: 2,
        myTasks: 0,
        letters: 0,
      });
      expect((await viewer('GET', `${url}/notices`)).body.items).toEqual([]);
    });

    it('waits, and its case says so, until somebody has done it; the plan then goes on', async () => {
      await owing('Alfa');
      await run();
      await run('2026-03-20');
      expect(await stages()).toEqual([{ stage_key: 'overdue-notice', outcome: 'pending' }]);
      const [task] = await list('tasks');
      const done = await accountant('POST', `${url}/tasks/done`, {
        taskIds: [task.id],
        isSkipped: false,
        note: 'Zapłacą w piątek',
      });
      expect(done.body.items).toEqual([{ id: task.id, isDone: true, reason: null }]);
      expect(await stages()).toEqual([{ stage_key: 'overdue-notice', outcome: 'counted' }]);
      expect(await contacted()).toEqual([]);
      expect(await schedule()).toMatchObject([{ next_on: '2026-03-24' }]);
      expect(await list('tasks')).toEqual([]);
      expect(await list('tasks', 'state=done')).toMatchObject([
        { state: 'done', note: 'Zapłacą w piątek', doneOn: '2026-03-20', doneBy: 'adam' },
      ]);
      await run('2026-03-24');
      expect(
        await firm.rows(
          "select channel, stage_key from notices where account_id = $1 and state = 'planned'",
        ),
      ).toEqual([{ channel: 'email', stage_key: 'demand' }]);
    });

    it('says on its case for what it waits, that day and the next', async () => {
      await goesBy('task');
      await owing('Ala');
      await run();
      const [one] = await firm.rows<{ id: string }>('select id from cases where account_id = $1');
      const answers = async () => {
        const { todaysAnswer } = (await viewer('GET', `${url}/cases/${one!.id}`)).body;
        const { items } = (await viewer('GET', `${url}/cases/${one!.id}/evaluations`)).body;
        return [todaysAnswer.code, items[0].code];
      };
      expect((await answers())[0]).toBe('task-not-done');
      await run('2026-03-18');
      expect(await answers()).toEqual(['task-not-done', 'task-not-done']);
    });

    it('counts too when it is left out', async () => {
      await owing('Alfa');
      await run();
      const [task] = await list('tasks');
      await accountant('POST', `${url}/tasks/done`, { taskIds: [task.id], isSkipped: true });
      expect(await stages()).toEqual([{ stage_key: 'overdue-notice', outcome: 'counted' }]);
      expect(await list('tasks', 'state=done')).toMatchObject([{ state: 'skipped' }]);
    });

    it('is dropped when the money comes in, and shrinks with a part of it', async () => {
      const [first, second] = await owing('Alfa', 2);
      await run();
      await firm.pay(first!, 12_300, '2026-03-18');
      await firm.settle('2026-03-18', [first!]);
      expect(await list('tasks')).toMatchObject([
        { cases: [{ number: 'Alfa/2' }], amounts: [{ amount: '123.00' }] },
      ]);
      await firm.pay(second!, 12_300, '2026-03-18');
      await firm.settle('2026-03-18', [second!]);
      expect(await list('tasks')).toEqual([]);
      expect(await list('tasks', 'state=cancelled')).toMatchObject([
        { state: 'cancelled', reason: 'settled-before-sending' },
      ]);
    });

    it('is not done about a case that is stopped, and comes again when it goes on', async () => {
      await owing('Alfa');
      await run();
      const [task] = await list('tasks');
      const caseId = task.cases[0].id;
      await accountant('POST', `${url}/cases/${caseId}/hold`, {
        reason: 'Urlop',
        until: '2026-03-25',
      });
      const done = await accountant('POST', `${url}/tasks/done`, {
        taskIds: [task.id],
        isSkipped: false,
      });
      expect(done.body.items).toMatchObject([{ isDone: false }]);
      await run('2026-03-25');
      expect(await list('tasks')).toMatchObject([{ dueOn: '2026-03-25' }]);
    });

    it('goes beside a mail to the same client on one day', async () => {
      const client = await firm.client('Alfa');
      await firm.invoice(client, { number: 'A/1', dueOn: '2026-03-10' });
      await firm.invoice(client, { number: 'A/2', dueOn: '2026-03-18' });
      await run();
      expect(
        await firm.rows('select channel, planned_on from notices where account_id = $1 order by 1'),
      ).toEqual([
        { channel: 'email', planned_on: '2026-03-17' },
        { channel: 'task', planned_on: '2026-03-17' },
      ]);
    });

    it('is taken on by one person and given back', async () => {
      await owing('Alfa');
      await run();
      const [task] = await list('tasks');
      await accountant('POST', `${url}/tasks/take`, { taskIds: [task.id], isMine: true });
      const mine = await accountant('GET', `${url}/tasks?mine=true`);
      expect(mine.body.items).toMatchObject([{ takenBy: { name: 'adam' } }]);
      expect(await list('tasks', 'mine=true')).toEqual([]);
      await accountant('POST', `${url}/tasks/take`, { taskIds: [task.id], isMine: false });
      expect(await list('tasks')).toMatchObject([{ takenBy: null }]);
    });

    it('is done once, whoever presses twice', async () => {
      await owing('Alfa');
      await run();
      const [task] = await list('tasks');
      const body = { taskIds: [task.id], isSkipped: false };
      const [one, other] = await Promise.all([
        accountant('POST', `${url}/tasks/done`, body),
        accountant('POST', `${url}/tasks/done`, body),
      ]);
      const reasons = [one, other].map(({ body: { items } }) => items[0].reason);
      expect(reasons.toSorted()).toEqual([null, 'not-to-do'].toSorted());
    });

    it('is paged by day, each once', async () => {
      for (const name of ['A', 'B', 'C', 'D', 'E']) await owing(name);
      await run();
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const more = cursor === null ? '' : `&cursor=${cursor}`;
        const { body } = await viewer('GET', `${url}/tasks?limit=2${more}`);
        seen.push(...body.items.map((task: { id: string }) => task.id));
        cursor = body.nextCursor;
      } while (cursor !== null);
      expect(new Set(seen).size).toBe(5);
      expect(seen).toHaveLength(5);
    });

    it('is only looked at by a viewer', async () => {
      await owing('Alfa');
      await run();
      const [task] = await list('tasks');
      const done = await viewer('POST', `${url}/tasks/done`, {
        taskIds: [task.id],
        isSkipped: true,
      });
      expect(done.status).toBe(403);
    });
  });

  describe('a letter', () => {
    beforeEach(() => goesBy('letter'));

    it('waits with its reason where the client has no address', async () => {
      await owing('Alfa');
      await run();
      expect(await list('letters')).toEqual([]);
      expect(await schedule()).toMatchObject([{ reason: 'no-address' }]);
      await livesAt('Polna 1');
      await run('2026-03-18');
      expect(await list('letters')).toMatchObject([
        { client: { address: ['Polna 1', '31-002 Kraków'] }, printedAt: null },
      ]);
    });

    it('is written out with the figures of the moment, several in one document', async () => {
      const [alfa] = await owing('Alfa');
      await owing('Żółw');
      await livesAt('Polna 1');
      await firm.rows("update accounts set phone = '+48 12 345' where id = $1");
      await run();
      await firm.pay(alfa!, 2300, '2026-03-17');
      await firm.settle('2026-03-17', [alfa!]);
      const letters = await list('letters');
      const letterIds = letters.map((letter: { id: string }) => letter.id);
      const printed = await accountant('POST', `${url}/letters/print`, { letterIds });
      expect(printed.body.items.map((one: { isDone: boolean }) => one.isDone)).toEqual([
        true,
        true,
      ]);
      const file = await accountant('GET', `${url}/letters/file?letters=${letterIds.join(',')}`);
      const document = await PDFDocument.load(file.bytes!);
      expect(document.getPageCount()).toBe(2);
      const { text } = await extractText(new Uint8Array(file.bytes!), { mergePages: true });
      expect(text).toContain('Żółw');
      expect(text).toContain('31-002 Kraków');
      expect(text).toContain('100,00');
      // the letterhead has it, so the signature leaves it out
      expect(text.match(/\+48 12/g)).toHaveLength(2);
    });

    it('counts from the day it was posted, and the client was contacted then', async () => {
      await owing('Alfa');
      await livesAt('Polna 1');
      await run();
      const [letter] = await list('letters');
      const posted = (postedOn: string) =>
        accountant('POST', `${url}/letters/posted`, {
          letterIds: [letter.id],
          registeredNumbers: [{ letterId: letter.id, number: 'RR 123 PL' }],
          postedOn,
        });
      product.clock.set('2026-03-19T10:00:00+01:00');
      expect((await posted('2026-03-18')).body.items).toMatchObject([{ reason: 'not-printed' }]);
      await accountant('POST', `${url}/letters/print`, { letterIds: [letter.id] });
      expect((await posted('2026-03-20')).body.code).toBe('posted-on-impossible');
      expect((await posted('2026-03-18')).body.items).toMatchObject([{ isDone: true }]);
      expect(await stages()).toEqual([{ stage_key: 'overdue-notice', outcome: 'counted' }]);
      expect(await contacted()).toEqual([{ contacted_on: '2026-03-18' }]);
      expect(await list('letters', 'state=done')).toMatchObject([
        { doneOn: '2026-03-18', registeredNumber: 'RR 123 PL', state: 'done' },
      ]);
    });

    it('keeps other messages to the client back until it is posted', async () => {
      const client = await firm.client('Alfa');
      await firm.invoice(client, { number: 'A/1', dueOn: '2026-03-10' });
      await livesAt('Polna 1');
      await run();
      await firm.invoice(client, { number: 'A/2', dueOn: '2026-03-20' });
      await run('2026-03-19');
      expect(await firm.rows('select channel from notices where account_id = $1')).toEqual([
        { channel: 'letter' },
      ]);
    });

    it('is not handed out again once its figures are old', async () => {
      await owing('Alfa');
      await livesAt('Polna 1');
      await run();
      const [letter] = await list('letters');
      await accountant('POST', `${url}/letters/print`, { letterIds: [letter.id] });
      const file = () => accountant('GET', `${url}/letters/file?letters=${letter.id}`);
      expect((await file()).status).toBe(200);
      product.clock.set('2026-03-17T18:00:00+01:00');
      expect(await file()).toMatchObject({ status: 409, body: { code: 'letter-not-printed' } });
    });

    it('is taken back by a person, and its case is decided again', async () => {
      await owing('Alfa');
      await livesAt('Polna 1');
      await run();
      const [letter] = await list('letters');
      const taken = await accountant('POST', `${url}/notices/${letter.id}/cancel`);
      expect(taken.body).toMatchObject({ state: 'cancelled', channel: 'letter' });
      await run('2026-03-18');
      expect(await list('letters')).toMatchObject([{ dueOn: '2026-03-18' }]);
    });
  });
});
