import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';

const clients = (count: number) =>
  Array.from({ length: count }, (_unused, index) => ({ name: `Klient ${index}` }));

describe('an account with several senders', () => {
  let product: Product;
  let anna: Caller;
  let annaId: string;
  let ordinary: SmtpDouble;
  let stern: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;

  beforeAll(async () => {
    product = await Product.start();
    annaId = await product.user('anna');
    product.clock.set('2026-03-17T10:00:00+01:00');
    anna = await product.signedIn('anna');
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    [ordinary, stern] = await Promise.all([SmtpDouble.start(), SmtpDouble.start()]);
    firm = await Firm.make(product, 'Firma', [{ userId: annaId, role: 'viewer' }]);
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(ordinary.port);
    product.clock.set('2026-03-17T10:00:00+01:00');
  });
  afterEach(() => Promise.all([ordinary.close(), stern.close()]));

  const addEscalated = () =>
    firm.rows(
      `insert into senders (account_id, is_default, is_escalated, host, port, security, from_name, from_email, signature, created_at, updated_at)
       values ($1, false, true, '127.0.0.1', $2, 'none', 'Zarząd', 'zarzad@firma.example', $3, now(), now())`,
      stern.port,
      'Jan Nowak\n<b>prezes</b> {{ firm.name }}',
    );
  const escalateStages = () =>
    firm.rows("update stages set sender_kind = 'escalated' where account_id = $1");
  const escalateNotices = (which: string) =>
    firm.rows(
      `update notices set sender_kind = 'escalated' where account_id = $1 and client_id in (select id from clients where account_id = $1 and name ~ $2)`,
      which,
    );
  const change = (what: string) =>
    firm.rows(`update senders set ${what} where account_id = $1 and is_default`);
  const wait = async () =>
    (
      await firm.rows<{
        waits_until: Date | null;
        waits_reason: string | null;
        failures: number;
        failing_since: Date | null;
      }>(
        'select waits_until, waits_reason, failures, failing_since from senders where account_id = $1 and is_default',
      )
    )[0]!;
  const at = (time: string) => new Date(`2026-03-17T${time}+01:00`);

  it('lets a stage that asks for it be written by the escalated one, with its signature as mere text', async () => {
    await addEscalated();
    await escalateStages();
    await outbox.plan([{ name: 'Alfa' }]);
    await outbox.work();
    expect(ordinary.mails).toEqual([]);
    expect(stern.mails).toMatchObject([{ from: 'zarzad@firma.example' }]);
    const [mail] = stern.mails;
    expect(mail!.text.trim()).toMatch(/Jan Nowak\n<b>prezes<\/b> \{\{ firm\.name \}\}$/);
    expect(mail!.html).toContain('&lt;b&gt;prezes&lt;/b&gt; {{ firm.name }}');
    const [notice] = await firm.rows<{ body_text: string }>(
      'select body_text from notices where account_id = $1',
    );
    expect(notice!.body_text).toContain('Jan Nowak');
  });

  it('writes such a stage through the default where there is no other', async () => {
    await escalateStages();
    await outbox.plan([{ name: 'Alfa' }]);
    await outbox.work();
    expect(ordinary.mails).toHaveLength(1);
  });

  it('goes on through the one while the other is down', async () => {
    await addEscalated();
    await outbox.plan(clients(6));
    await escalateNotices('[024]$');
    await change('port = 1');
    await outbox.work();
    expect(stern.mails).toHaveLength(3);
    expect(await wait()).toMatchObject({ waits_reason: 'server-unavailable', failures: 1 });
    expect((await outbox.states()).map(({ state }) => state).sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'deferred'),
      ...Array.from({ length: 3 }, () => 'sent'),
    ]);
  });

  it('tries a server that is down less and less often, without taking a notice out, and notices when it is back', async () => {
    await outbox.plan(clients(3));
    await change('port = 1');
    await outbox.work();
    const tried: string[] = [];
    for (let minute = 0; minute < 60; minute += 1) {
      const before = (await wait()).failures;
      await outbox.work();
      if ((await wait()).failures > before) tried.push(`+${minute}`);
      product.clock.advance({ minutes: 1 });
    }
    expect(tried).toHaveLength(5);
    expect(await wait()).toMatchObject({ failing_since: expect.any(Date), failures: 6 });
    const fences = await firm.rows<{ fence: string }>(
      'select fence from notices where account_id = $1',
    );
    expect(fences.every(({ fence }) => Number(fence) <= 1)).toBe(true);
    await change(`port = ${ordinary.port}`);
    product.clock.advance({ minutes: 31 });
    await outbox.work();
    expect(ordinary.mails).toHaveLength(3);
    expect(await wait()).toEqual({
      waits_until: null,
      waits_reason: null,
      failures: 0,
      failing_since: null,
    });
  });

  it.each([
    ['per_minute', 'sender-minute-limit', '10:01:00', { minutes: 2 }],
    ['per_hour', 'sender-hour-limit', '11:00:00', { minutes: 61 }],
  ])(
    'hands over no more than it may %s, and the rest when there is room again',
    async (limit, reason, until, step) => {
      await change(`${limit} = 4`);
      await outbox.plan(clients(10));
      await Promise.all([outbox.work(), outbox.work(), outbox.work()]);
      expect(ordinary.mails).toHaveLength(4);
      const { waits_until, waits_reason } = await wait();
      expect(waits_reason).toBe(reason);
      expect(Math.abs(waits_until!.getTime() - at(until).getTime())).toBeLessThan(30_000);
      await outbox.work();
      expect(ordinary.mails).toHaveLength(4);
      product.clock.advance(step);
      await outbox.work();
      expect(ordinary.mails).toHaveLength(8);
      product.clock.advance(step);
      await outbox.work();
      expect(ordinary.mails).toHaveLength(10);
      expect(new Set(ordinary.mails.map((mail) => mail.to)).size).toBe(10);
      expect(new Set((await outbox.states()).map(({ state }) => state))).toEqual(new Set(['sent']));
    },
  );

  it('counts the day over 24 hours, not from midnight', async () => {
    await change('per_day = 3');
    await firm.rows(
      "update accounts set send_from = '00:00', send_until = '23:59', send_weekdays = '{1,2,3,4,5,6,7}' where id = $1",
    );
    await outbox.plan(clients(5));
    await outbox.work();
    product.clock.set('2026-03-18T09:00:00+01:00');
    await outbox.work();
    expect(ordinary.mails).toHaveLength(3);
    product.clock.set('2026-03-18T10:05:00+01:00');
    await outbox.work();
    expect(ordinary.mails).toHaveLength(5);
  });

  it('counts every address as a message, and gives the rest of a letter its turn later', async () => {
    await change('per_minute = 2');
    await outbox.plan([{ name: 'Alfa', emails: ['a@a.example', 'b@a.example', 'c@a.example'] }]);
    await outbox.work();
    expect(ordinary.mails.map(({ to }) => to)).toEqual(['a@a.example', 'b@a.example']);
    expect(await outbox.states()).toMatchObject([
      { state: 'deferred', reason: 'some-addresses-later' },
    ]);
    product.clock.advance({ minutes: 3 });
    await outbox.work();
    expect(ordinary.mails.map(({ to }) => to)).toEqual([
      'a@a.example',
      'b@a.example',
      'c@a.example',
    ]);
    expect(await outbox.states()).toMatchObject([{ state: 'sent' }]);
  });

  it('does not hold up an unpaced sender, and leaves what waits untouched', async () => {
    await addEscalated();
    await change('per_minute = 2');
    await outbox.plan(clients(12));
    await escalateNotices('[13579]$');
    await outbox.work();
    expect(ordinary.mails).toHaveLength(2);
    expect(stern.mails).toHaveLength(6);
    const waiting = await firm.rows(
      "select 1 from notices where account_id = $1 and state = 'planned' and reason is null",
    );
    expect(waiting).toHaveLength(4);
    const shown = await anna('GET', `/accounts/${firm.accountId}/notices?state=planned`);
    expect(shown.body.items).toHaveLength(4);
    for (const { reason, notBefore } of shown.body.items) {
      expect(reason).toBe('sender-minute-limit');
      expect(Math.abs(Date.parse(notBefore) - at('10:01:00').getTime())).toBeLessThan(30_000);
    }
  });

  it('is not woken for notices whose sender waits, and is as soon as that is over', async () => {
    await change('per_hour = 1');
    await outbox.plan(clients(2));
    await outbox.work();
    const woken = async () => {
      const found = await product.owner.query<{ account_id: string }>(
        'select account_id from system_accounts_with_notices($1, now())',
        [new Date(product.clock.now())],
      );
      return found.rows.some((row) => row.account_id === firm.accountId);
    };
    expect(await woken()).toBe(false);
    product.clock.advance({ minutes: 61 });
    expect(await woken()).toBe(true);
  });

  it('comes back at the end of its turn, under the other key, while there is more to send', async () => {
    await outbox.plan(clients(2));
    await change('per_minute = 1');
    await outbox.work();
    const jobs = await product.owner.query<{ singleton_key: string; data: { turn: number } }>(
      "select singleton_key, data from pgboss.job where name = 'send-notices' and singleton_key like $1",
      [`${firm.accountId} %`],
    );
    expect(jobs.rows).toEqual([
      { singleton_key: expect.stringMatching(/ 1$/), data: { accountId: firm.accountId, turn: 1 } },
    ]);
  });
});
