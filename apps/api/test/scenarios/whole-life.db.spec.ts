import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { RunAccountDay } from '../../src/modules/cases/run-account-day.js';
import { SendNotices } from '../../src/modules/notifications/outbox/send-notices.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

const DAY_MS = 86_400_000;

/** Whole lives of cases, told by date: books in the sandbox, letters through a real SMTP server. */
describe('the life of a case', () => {
  let world: SyncWorld;
  let smtp: SmtpDouble;
  let synced: SyncedFirm;
  let name = 0;

  beforeAll(async () => {
    smtp = await SmtpDouble.start();
    world = await startSyncWorld('2026-03-01T09:00:00+01:00', { invoices: 0 });
  });
  afterAll(async () => {
    await world.close();
    await smtp.close();
  });

  const startFirm = async (now: string) => {
    world.clock.set(now);
    synced = await SyncedFirm.make(world, `firma-${(name += 1)}`);
    await synced.firm.rows(
      `insert into senders (account_id, host, port, security, from_name, from_email, created_at, updated_at)
       values ($1, '127.0.0.1', $2, 'none', 'Firma', 'windykacja@firma.example', now(), now())`,
      smtp.port,
    );
    await synced.firm.switchSending(true);
    smtp.mails.length = 0;
  };

  const issue = (number: string, dueOn: string, grossMinor = 12_300): string => {
    const company = world.sandbox.infakt;
    const client = {
      company_name: 'Dłużnik sp. z o.o.',
      email: 'ksiegowosc@dluznik.example',
      nip: '5260001246',
      country: 'PL',
      street: 'Polna 1',
      city: 'Łódź',
      postal_code: '90-001',
    };
    return String(
      company.issue(synced.key, { number, dueOn, issuedOn: dueOn, grossMinor, client } as never)[
        'uuid'
      ],
    );
  };

  /** What a day brings, on the account's clock: a sync in the morning, the daily run, the outbox. */
  const live = async (day: string, time = '09:30') => {
    const utc = new Date(`${day}T${time}:00Z`);
    const offset = new Intl.DateTimeFormat('en', {
      timeZone: 'Europe/Warsaw',
      timeZoneName: 'longOffset',
    })
      .formatToParts(utc)
      .find((part) => part.type === 'timeZoneName')!
      .value.replace('GMT', '');
    world.clock.set(`${day}T${time}:00${offset}`);
    await synced.sync();
    await (await world.product.get(RunAccountDay)).execute(synced.firm.accountId, day);
    await (
      await world.product.get(SendNotices)
    ).execute(systemScope(synced.firm.accountId), new AbortController().signal);
  };

  const liveThrough = async (
    from: string,
    to: string,
    isUp: (day: string) => boolean = () => true,
    each: (day: string) => void = () => undefined,
  ) => {
    for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
      const day = new Date(at).toISOString().slice(0, 10);
      each(day);
      if (isUp(day)) await live(day);
    }
  };

  const letters = () =>
    synced.firm
      .rows<{ told: string }>(
        `select sent_on::text || ' ' || stage_key || ' ' || audience as told from notices where account_id = $1 and state = 'sent' order by sent_on, id`,
      )
      .then((rows) => rows.map((row) => row.told));
  const caseOf = (number: string) =>
    synced.firm
      .rows<{
        state: string;
        closed_reason: string | null;
        balance_minor: string;
        is_ready_for_hand_over: boolean;
      }>(
        'select state, closed_reason, balance_minor, is_ready_for_hand_over from cases where account_id = $1 and number = $2',
        number,
      )
      .then((rows) => rows[0]);

  it.each([
    [
      'spring',
      '2026-03-20',
      '2026-03-15',
      '2026-04-25',
      ['2026-03-19', '2026-03-27', '2026-04-03', '2026-04-10', '2026-04-19'],
    ],
    [
      'autumn',
      '2026-10-16',
      '2026-10-12',
      '2026-11-20',
      ['2026-10-15', '2026-10-23', '2026-10-30', '2026-11-06', '2026-11-15'],
    ],
  ])(
    'opens two days before the due date and takes five stages, across the change of the clocks in %s',
    async (_season, dueOn, from, to, on) => {
      await startFirm(`${from}T09:00:00Z`);
      issue('FV/1', dueOn);
      await liveThrough(from, to);
      expect(
        await synced.firm.rows('select opened_on::text from cases where account_id = $1'),
      ).toEqual([
        { opened_on: new Date(Date.parse(dueOn) - 2 * DAY_MS).toISOString().slice(0, 10) },
      ]);
      const keys = [
        'reminder-before-due client',
        'overdue-notice client',
        'demand client',
        'hand-over-notice client',
        'hand-over staff',
      ];
      expect(await letters()).toEqual(on.map((day, index) => `${day} ${keys[index]}`));
      expect(smtp.mails.map((mail) => mail.to)).toEqual([
        ...Array.from({ length: 4 }, () => 'ksiegowosc@dluznik.example'),
        'szef@firma.example',
      ]);
      expect(await caseOf('FV/1')).toMatchObject({ state: 'active', is_ready_for_hand_over: true });
    },
    60_000,
  );

  it('writes the rest after a part payment, and nothing more after the last one', async () => {
    await startFirm('2026-05-01T09:00:00Z');
    const uuid = issue('FV/2', '2026-05-05', 100_000);
    await liveThrough('2026-05-01', '2026-06-20', undefined, (day) => {
      if (day === '2026-05-15')
        world.sandbox.infakt.partPay(synced.key, { uuid, amountMinor: 40_000 });
      if (day === '2026-05-22')
        world.sandbox.infakt.pay(synced.key, { uuid, paidOn: '2026-05-22' });
    });
    expect(await letters()).toEqual([
      '2026-05-04 reminder-before-due client',
      '2026-05-12 overdue-notice client',
      '2026-05-19 demand client',
    ]);
    expect(smtp.mails[1]!.text.replaceAll(/\s/g, ' ')).toContain('1 000,00 zł');
    expect(smtp.mails[2]!.text.replaceAll(/\s/g, ' ')).toContain('600,00 zł');
    expect(await caseOf('FV/2')).toMatchObject({
      state: 'closed',
      closed_reason: 'paid',
      balance_minor: '0',
    });
  }, 180_000);

  it('never writes to somebody who paid between the run and the letter', async () => {
    await startFirm('2026-05-01T09:00:00Z');
    const uuid = issue('FV/3', '2026-05-05');
    await live('2026-05-03');
    world.clock.set('2026-05-12T09:00:00+02:00');
    await synced.sync();
    await (await world.product.get(RunAccountDay)).execute(synced.firm.accountId, '2026-05-12');
    expect(await synced.firm.rows('select state from notices where account_id = $1')).toEqual([
      { state: 'planned' },
    ]);
    world.sandbox.infakt.pay(synced.key, { uuid, paidOn: '2026-05-12' });
    await (
      await world.product.get(SendNotices)
    ).execute(systemScope(synced.firm.accountId), new AbortController().signal);
    expect(smtp.mails).toEqual([]);
    expect(
      await synced.firm.rows('select state, reason from notices where account_id = $1'),
    ).toEqual([{ state: 'cancelled', reason: 'settled-before-sending' }]);
    expect(await caseOf('FV/3')).toMatchObject({ state: 'closed', closed_reason: 'paid' });
  });

  it('holds letters while the invoicing system cannot be asked, and sends them when it can', async () => {
    await startFirm('2026-05-01T09:00:00Z');
    issue('FV/4', '2026-05-05');
    await live('2026-05-03');
    world.clock.set('2026-05-12T09:00:00+02:00');
    await synced.sync();
    await (await world.product.get(RunAccountDay)).execute(synced.firm.accountId, '2026-05-12');
    world.sandbox.infakt.fault({ match: '.*', kind: '500', times: 1000 });
    await (
      await world.product.get(SendNotices)
    ).execute(systemScope(synced.firm.accountId), new AbortController().signal);
    expect(smtp.mails).toEqual([]);
    const [held] = await synced.firm.rows<{ state: string; reason: string }>(
      'select state, reason from notices where account_id = $1',
    );
    expect(held).toMatchObject({ state: 'held', reason: expect.stringMatching(/^not-fresh/) });
    world.sandbox.infakt.clearFaults();
    world.clock.advance({ hours: 1 });
    await (
      await world.product.get(SendNotices)
    ).execute(systemScope(synced.firm.accountId), new AbortController().signal);
    expect(smtp.mails).toHaveLength(1);
  });

  it('catches a night of downtime up in order, one stage at a time', async () => {
    await startFirm('2026-06-01T09:00:00Z');
    issue('FV/5', '2026-06-05');
    await liveThrough(
      '2026-06-01',
      '2026-07-31',
      (day) => day < '2026-06-11' || day > '2026-06-28',
    );
    expect(await letters()).toEqual([
      '2026-06-04 reminder-before-due client',
      '2026-06-29 overdue-notice client',
      '2026-07-04 demand client',
      '2026-07-09 hand-over-notice client',
      '2026-07-18 hand-over staff',
    ]);
  }, 180_000);

  it("puts a client's invoices into one letter a day", async () => {
    await startFirm('2026-08-01T09:00:00Z');
    for (let index = 1; index <= 5; index += 1) issue(`FV/6/${index}`, `2026-08-0${index}`);
    await liveThrough('2026-08-01', '2026-08-31');
    const perDay = await synced.firm.rows<{ most: number }>(
      `select max(n)::int as most from (select count(*) as n from notices where account_id = $1 and audience = 'client' and state = 'sent' group by sent_on, client_id) d`,
    );
    const clients = await synced.firm.rows<{ clients: number }>(
      'select count(*)::int as clients from clients where account_id = $1',
    );
    expect({ ...perDay[0], ...clients[0] }).toMatchObject({ most: 1 });
  }, 180_000);
});
