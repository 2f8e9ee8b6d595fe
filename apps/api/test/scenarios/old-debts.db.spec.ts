import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { localDate } from '@invoicetracker/calendar';

import { readDueFacts } from '../../src/modules/cases/case-facts.reader.js';
import { decideDueCases } from '../../src/modules/cases/decide-due-cases.js';
import { writeDecisions } from '../../src/modules/cases/write-decisions.js';
import { SendNotices } from '../../src/modules/notifications/outbox/send-notices.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { Tenancy } from '../../src/platform/tenancy/tenancy.js';
import type { Caller } from '../support/product.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

const DAY_MS = 86_400_000;
const ALL = [1, 2, 3, 4];

/** An old firm comes in with debts from years before: told by date, books in the sandbox, letters over SMTP. */
describe('the old debts of a new connection', () => {
  let world: SyncWorld;
  let smtp: SmtpDouble;
  let synced: SyncedFirm;
  let admin: Caller;
  let accountant: Caller;
  let people: Record<'admin' | 'accountant', string>;
  let name = 0;

  beforeAll(async () => {
    smtp = await SmtpDouble.start();
    world = await startSyncWorld('2026-03-02T09:00:00+01:00', { invoices: 0 });
    people = {
      admin: await world.product.user('anna'),
      accountant: await world.product.user('adam'),
    };
    admin = await world.product.signedIn('anna');
    accountant = await world.product.signedIn('adam');
  });
  afterAll(async () => {
    await world.close();
    await smtp.close();
  });

  /** Two clients with old debts, one of 1000 days; and an invoice that is due on 10 March. */
  beforeEach(async () => {
    world.clock.set('2026-03-02T09:00:00+01:00');
    await world.product.owner.query('update sessions set verified_at = now()');
    synced = await SyncedFirm.make(world, `dawna-${(name += 1)}`);
    for (const [role, userId] of Object.entries(people))
      await synced.firm.rows(
        'insert into memberships (account_id, user_id, role, created_at) values ($1, $2, $3, now())',
        userId,
        role,
      );
    await synced.firm.rows(
      `insert into senders (account_id, host, port, security, from_name, from_email, created_at, updated_at)
       values ($1, '127.0.0.1', $2, 'none', 'Firma', 'windykacja@firma.example', now(), now())`,
      smtp.port,
    );
    await synced.firm.switchSending(true);
    smtp.mails.length = 0;
    issue('A/1', '2026-02-20', 'Alfa');
    issue('A/2', '2025-12-01', 'Alfa');
    issue('B/1', '2023-06-06', 'Beta');
    issue('N/1', '2026-03-10', 'Nowa');
  });

  /** A client who is issued a second invoice is the same one in the books. */
  const issue = (number: string, dueOn: string, company: string): string => {
    const { infakt } = world.sandbox;
    const clientId = infakt
      .clientIds(synced.key)
      .find((id) => infakt.client(synced.key, id)?.company_name === company);
    const client = {
      company_name: company,
      country: 'PL',
      email: `${company.toLowerCase()}@client.example`,
    };
    const order = { number, dueOn, issuedOn: dueOn, grossMinor: 10_000, client };
    return String(
      infakt.issue(synced.key, { ...order, ...(clientId ? { clientId } : {}) })['uuid'],
    );
  };

  const url = () =>
    `/accounts/${synced.firm.accountId}/connections/${synced.connectionId}/old-debts`;
  const all = (entry: string, upToStageKey?: string) => ({
    choices: ALL.map((ageBand) => ({ ageBand, entry, ...(upToStageKey ? { upToStageKey } : {}) })),
  });
  const decide = async (choices: object, by = admin) => {
    const { version } = (await admin('GET', url())).body;
    return by('PUT', url(), choices, { 'if-match': `W/"${version}"` });
  };
  const send = async () =>
    (await world.product.get(SendNotices)).execute(
      systemScope(synced.firm.accountId),
      new AbortController().signal,
    );

  /** What a day brings: a sync in the morning, the daily run, the outbox. */
  const live = async (day: string) => {
    world.clock.set(`${day}T09:00:00+01:00`);
    await synced.sync();
    await synced.firm.run(day);
    await send();
  };
  const liveThrough = async (from: string, to: string) => {
    for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS)
      await live(new Date(at).toISOString().slice(0, 10));
  };
  const letters = async () =>
    (
      await synced.firm.rows<{ told: string }>(
        `select n.sent_on::text || ' ' || l.name || ' ' || n.stage_key || ': ' || string_agg(c.number, ' ' order by c.number) as told
           from notices n join clients l on l.id = n.client_id join notice_cases k on k.notice_id = n.id join cases c on c.id = k.case_id
          where n.account_id = $1 and n.state = 'sent' group by n.account_id, n.id, l.name order by n.sent_on, l.name`,
      )
    ).map(({ told }) => told);
  const reasons = async () =>
    Object.fromEntries(
      (
        await synced.firm.rows<{ number: string; reason: string | null }>(
          'select c.number, s.reason from cases c left join case_schedule s on s.case_id = c.id where c.account_id = $1',
        )
      ).map(({ number, reason }) => [number, reason]),
    );

  it('keeps everything of the connection back until an admin has decided, and says so', async () => {
    await liveThrough('2026-03-02', '2026-03-12');
    expect(await letters()).toEqual([]);
    expect(await synced.firm.rows('select 1 from notices where account_id = $1')).toEqual([]);
    const undecided = 'old-debts-undecided';
    expect(await reasons()).toEqual({
      'A/1': undecided,
      'A/2': undecided,
      'B/1': undecided,
      'N/1': undecided,
    });
    const overview = await admin('GET', `/accounts/${synced.firm.accountId}/overview`);
    expect(overview.body.waitingConnections).toEqual([
      {
        connectionId: synced.connectionId,
        name: 'infakt',
        provider: 'infakt',
        waitsFor: 'old-debts',
        cases: 4,
      },
    ]);
    expect((await admin('GET', url())).body).toMatchObject({
      state: 'waiting',
      firstSyncedOn: '2026-03-02',
      choices: [],
      bands: [
        { ageBand: 1, cases: 1, clients: 1, totals: [{ amount: '100.00', currency: 'PLN' }] },
        { ageBand: 4, cases: 2, clients: 2, totals: [{ amount: '200.00', currency: 'PLN' }] },
      ],
      capStages: [{ key: 'overdue-notice' }, { key: 'demand' }, { key: 'hand-over-notice' }],
    });
  });

  it('a case says right after the first sync what it waits for', async () => {
    await synced.sync();
    const [one] = await synced.firm.rows<{ id: string }>(
      "select id from cases where account_id = $1 and number = 'A/1'",
    );
    const answer = await admin('GET', `/accounts/${synced.firm.accountId}/cases/${one!.id}`);
    expect(answer.body).toMatchObject({ nextReason: 'old-debts-undecided', plan: [] });
  });

  it('sends after the release what the calendar said, day by day', async () => {
    await liveThrough('2026-03-02', '2026-03-04');
    const calendar = await admin('POST', `${url()}/calendar`, all('up-to-stage', 'demand'));
    expect(calendar).toMatchObject({
      status: 200,
      body: {
        from: '2026-03-05',
        notices: 4,
        clients: 2,
        silentCases: 0,
        days: [
          {
            on: '2026-03-05',
            notices: 2,
            clients: 2,
            byStage: [{ stageKey: 'overdue-notice', notices: 2 }],
            totals: [{ amount: '300.00', currency: 'PLN' }],
          },
          { on: '2026-03-10', notices: 2 },
        ],
      },
    });
    const rows = await admin(
      'POST',
      `${url()}/calendar/day?on=2026-03-05`,
      all('up-to-stage', 'demand'),
    );
    expect(
      rows.body.items
        .map((row: { number: string; stageKey: string }) => `${row.number} ${row.stageKey}`)
        .sort(),
    ).toEqual(['A/1 overdue-notice', 'A/2 overdue-notice', 'B/1 overdue-notice']);
    expect(await decide(all('up-to-stage', 'demand'))).toMatchObject({
      status: 200,
      body: { state: 'released', decidedBy: 'anna' },
    });
    await liveThrough('2026-03-05', '2026-04-20');
    expect(await letters()).toEqual([
      '2026-03-05 Alfa overdue-notice: A/1 A/2',
      '2026-03-05 Beta overdue-notice: B/1',
      '2026-03-09 Nowa reminder-before-due: N/1',
      '2026-03-10 Alfa demand: A/1 A/2',
      '2026-03-10 Beta demand: B/1',
      '2026-03-17 Nowa overdue-notice: N/1',
      '2026-03-24 Nowa demand: N/1',
      '2026-03-31 Nowa hand-over-notice: N/1',
      '2026-04-09 Nowa hand-over: N/1',
    ]);
    expect(await reasons()).toMatchObject({ 'A/1': 'old-debt-capped', 'B/1': 'old-debt-capped' });
  }, 120_000);

  it('lists all old debts in one statement and nothing more, where that was chosen', async () => {
    await live('2026-03-02');
    await decide(all('statement'));
    await liveThrough('2026-03-03', '2026-03-30');
    expect((await letters()).filter((letter) => !letter.includes('Nowa'))).toEqual([
      '2026-03-03 Alfa statement: A/1 A/2',
      '2026-03-03 Beta statement: B/1',
    ]);
    const [mail] = smtp.mails.filter(({ to }) => to === 'alfa@client.example');
    expect(mail!.subject).toContain('Zestawienie nierozliczonych faktur: A/2, A/1');
    expect(
      await synced.firm.rows(
        "select stage_key from cases where account_id = $1 and number = 'A/1'",
      ),
    ).toEqual([{ stage_key: null }]);
  }, 120_000);

  it('lets each age of a debt have its own way', async () => {
    await live('2026-03-02');
    await decide({
      choices: ALL.map((ageBand) => ({
        ageBand,
        entry: ageBand === 1 ? 'from-first-stage' : 'hold',
      })),
    });
    await liveThrough('2026-03-03', '2026-03-07');
    expect(await letters()).toEqual(['2026-03-03 Alfa overdue-notice: A/1']);
    expect(await reasons()).toMatchObject({ 'A/2': 'old-debt-held', 'B/1': 'old-debt-held' });
  });

  it('takes an invoice that falls due after the first sync for no old debt', async () => {
    await live('2026-03-02');
    await decide(all('hold'));
    issue('N/2', '2026-03-03', 'Nowa');
    await liveThrough('2026-03-05', '2026-03-12');
    expect(await letters()).toEqual(['2026-03-09 Nowa reminder-before-due: N/1']);
    issue('B/2', '2025-01-01', 'Beta'); // entered late: due before the first sync, so what was decided holds
    await liveThrough('2026-03-13', '2026-03-14');
    expect(await letters()).toEqual([
      '2026-03-09 Nowa reminder-before-due: N/1',
      '2026-03-14 Nowa overdue-notice: N/2',
    ]);
    expect(await reasons()).toMatchObject({ 'B/2': 'old-debt-held' });
  });

  it('stops a letter that is planned when somebody changes their mind before it leaves', async () => {
    await live('2026-03-02');
    await decide(all('from-first-stage'));
    world.clock.set('2026-03-03T09:00:00+01:00');
    await synced.firm.run('2026-03-03');
    expect(
      await synced.firm.rows("select 1 from notices where account_id = $1 and state = 'planned'"),
    ).toHaveLength(2);
    expect((await decide(all('hold'))).status).toBe(200);
    await send();
    expect(smtp.mails).toEqual([]);
    expect(
      await synced.firm.rows('select distinct state, reason from notices where account_id = $1'),
    ).toEqual([{ state: 'cancelled', reason: 'not-released' }]);
    await decide(all('from-first-stage'));
    await live('2026-03-04');
    expect(await letters()).toEqual([
      '2026-03-04 Alfa overdue-notice: A/1 A/2',
      '2026-03-04 Beta overdue-notice: B/1',
    ]);
  });

  it('plans nothing when the decision is taken back while a run is deciding', async () => {
    await live('2026-03-02');
    await decide(all('from-first-stage'));
    const scope = systemScope(synced.firm.accountId);
    const tenancy = await world.product.get(Tenancy);
    const decided = await tenancy.inAccount(scope, async (tx) => {
      const cases = await readDueFacts(tx, scope.accountId, '2026-03-03', null, 100);
      return decideDueCases(cases, localDate('2026-03-03'));
    });
    expect(decided.notices).toHaveLength(2);
    await decide(all('hold'));
    const at = { now: world.clock.now(), today: '2026-03-03' };
    const written = await tenancy.inAccount(scope, (tx) =>
      writeDecisions(tx, scope, at, decided, { isSending: true, tomorrow: '2026-03-04' }),
    );
    expect(written).toMatchObject({ notices: 0, moved: 0 });
    expect(await synced.firm.rows('select 1 from notices where account_id = $1')).toEqual([]);
  });

  it('asks once more for a second connection, and leaves the first alone', async () => {
    await live('2026-03-02');
    await decide(all('from-first-stage'));
    const first = synced.connectionId;
    const second = await synced.connectAnother('druga');
    world.sandbox.infakt.issue(second.key, {
      number: 'D/1',
      dueOn: '2026-01-01',
      grossMinor: 5_000,
      client: { company_name: 'Delta', country: 'PL', email: 'delta@client.example' },
    });
    world.clock.set('2026-03-03T09:00:00+01:00');
    await second.sync();
    await synced.firm.run('2026-03-03');
    await send();
    expect(await letters()).toEqual([
      '2026-03-03 Alfa overdue-notice: A/1 A/2',
      '2026-03-03 Beta overdue-notice: B/1',
    ]);
    const overview = await admin('GET', `/accounts/${synced.firm.accountId}/overview`);
    expect(overview.body.waitingConnections).toMatchObject([
      { connectionId: second.connectionId, cases: 1 },
    ]);
    expect(first).not.toBe(second.connectionId);
  });

  it('needs no decision where the first sync brings nothing overdue', async () => {
    synced = await synced.connectAnother('mloda');
    world.sandbox.infakt.issue(synced.key, {
      number: 'M/1',
      dueOn: '2026-03-03',
      grossMinor: 5_000,
      client: { company_name: 'Młoda', country: 'PL', email: 'mloda@client.example' },
    });
    await live('2026-03-02');
    expect((await admin('GET', url())).body).toMatchObject({ state: 'nothing-old', bands: [] });
    expect(await letters()).toEqual(['2026-03-02 Młoda reminder-before-due: M/1']);
  });

  it('is decided by an admin with a fresh proof, on what was seen, and noted', async () => {
    await synced.sync();
    expect((await accountant('GET', url())).status).toBe(200);
    expect((await accountant('POST', `${url()}/calendar`, all('hold'))).status).toBe(403);
    expect((await decide(all('hold'), accountant)).status).toBe(403);
    expect((await admin('PUT', url(), all('hold'))).body.code).toBe('if-match-missing');
    expect((await admin('PUT', url(), all('hold'), { 'if-match': 'W/"7"' })).body.code).toBe(
      'stale',
    );
    expect((await decide(all('up-to-stage', 'hand-over'))).body).toMatchObject({
      code: 'old-debt-choices',
      errors: expect.arrayContaining([
        expect.objectContaining({ field: 'choices.0.upToStageKey', code: 'unknown-stage' }),
      ]),
    });
    await world.product.owner.query(
      "update sessions set verified_at = verified_at - interval '6 minutes'",
    );
    expect((await decide(all('hold'))).body.code).toBe('step-up-required');
    await world.product.owner.query('update sessions set verified_at = now()');
    expect((await decide(all('hold'))).status).toBe(200);
    expect(
      await synced.firm.rows(
        "select actor_id, object_id from audit_entries where account_id = $1 and action = 'old-debts.decided'",
      ),
    ).toEqual([{ actor_id: people.admin, object_id: synced.connectionId }]);
  });

  it('cannot be decided before the first sync is done', async () => {
    expect((await admin('GET', url())).body).toMatchObject({ state: 'reading', version: 0 });
    expect(await admin('PUT', url(), all('hold'), { 'if-match': 'W/"0"' })).toMatchObject({
      status: 409,
      body: { code: 'first-sync-unfinished' },
    });
  });

  it('looking at a calendar changes nothing', async () => {
    await synced.sync();
    await admin('POST', `${url()}/calendar`, all('from-first-stage'));
    expect((await admin('GET', url())).body).toMatchObject({
      state: 'waiting',
      choices: [],
      version: 1,
    });
    await live('2026-03-03');
    expect(await letters()).toEqual([]);
  });
});
