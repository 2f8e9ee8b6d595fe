import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { HOSTILE_STRINGS } from '../../../../test/support/hostile-strings.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';

const PASSWORD = 'tajne haslo do poczty';

describe('the mail server of an account', () => {
  let product: Product;
  let firm: Firm;
  let admin: Caller;
  let viewer: Caller;
  let smtp: SmtpDouble;
  /** The address of all senders, and of the one that was saved last. */
  let all: string;
  let url: string;

  beforeAll(async () => {
    product = await Product.start({ EGRESS_ALLOW: '127.0.0.1:*,localhost:*' });
    product.clock.set('2026-06-01T10:00:00Z');
    await product.user('admin-anna');
    await product.user('viewer-wiktor');
    admin = await product.signedIn('admin-anna');
    viewer = await product.signedIn('viewer-wiktor');
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    smtp = await SmtpDouble.start({ user: 'firma', password: PASSWORD });
    const ids = await product.owner.query<{ id: string; username: string }>(
      'select id, username from users',
    );
    const idOf = (username: string) => ids.rows.find((user) => user.username === username)!.id;
    firm = await Firm.make(product, 'Żółta Łódź', [
      { userId: idOf('admin-anna'), role: 'admin' },
      { userId: idOf('viewer-wiktor'), role: 'viewer' },
    ]);
    all = `/accounts/${firm.accountId}/senders`;
    url = '';
  });
  afterEach(() => smtp.close());

  const sender = (more: object = {}) => ({
    use: 'default',
    host: '127.0.0.1',
    port: smtp.port,
    security: 'none',
    username: 'firma',
    password: PASSWORD,
    fromName: 'Żółta Łódź',
    fromEmail: 'windykacja@firma.example',
    replyTo: null,
    signature: '',
    perMinute: null,
    perHour: null,
    perDay: null,
    ...more,
  });
  /** Adds the first sender, then changes it. */
  const save = async (body: object) => {
    if (url === '') {
      const added = await admin('POST', all, body);
      if (added.status === 201) url = `${all}/${added.body.id}`;
      return added;
    }
    const etag = String((await admin('GET', url)).headers['etag']);
    return admin('PUT', url, body, { 'if-match': etag });
  };
  const test = (to = 'anna@people.example') => admin('POST', `${url}/test`, { to });
  const journal = () =>
    firm.rows<{ action: string; before: unknown; after: unknown }>(
      "select action, before, after from audit_entries where account_id = $1 and object_kind = 'sender' order by seq",
    );

  it('is none at first, with the name and address of the firm ready', async () => {
    expect((await viewer('GET', all)).body).toEqual({
      items: [],
      suggestedFromName: 'Żółta Łódź sp. z o.o.',
      suggestedFromEmail: 'biuro@firma.example',
    });
  });

  it('is stored, shown without its password, and sealed', async () => {
    const saved = await save(sender());
    expect(saved).toMatchObject({
      status: 201,
      headers: { etag: 'W/"1"' },
      body: { hasPassword: true, username: 'firma', version: 1, lastTestedAt: null },
    });
    expect((await viewer('GET', url)).body).toEqual(saved.body);
    expect(JSON.stringify(saved.body)).not.toContain(PASSWORD);
    const [row] = await firm.rows<{ all: string }>(
      'select s::text as all from senders s where account_id = $1',
    );
    expect(row!.all).not.toContain(PASSWORD);
    const entries = await journal();
    expect(entries.map((entry) => entry.action)).toEqual(['sender.created']);
    expect(JSON.stringify(entries)).not.toMatch(/tajne|v1\./);
  });

  it('sends a real mail with the stored password, and remembers that it worked', async () => {
    await save(sender());
    expect((await test()).body).toMatchObject({
      ok: true,
      serverAnswer: expect.stringMatching(/^250/),
      problem: null,
    });
    expect(smtp.mails).toMatchObject([
      { to: 'anna@people.example', from: 'windykacja@firma.example', subject: 'Wiadomość testowa' },
    ]);
    expect((await admin('GET', url)).body).toMatchObject({
      lastTestOk: true,
      lastTestedAt: expect.any(String),
    });
  });

  it('keeps the password when it is left out and the server stays the same', async () => {
    await save(sender());
    await test();
    const { password: _password, ...rest } = sender({ fromName: 'Windykacja' });
    expect((await save(rest)).body).toMatchObject({ fromName: 'Windykacja', lastTestOk: true });
    expect((await test()).body.ok).toBe(true);
  });

  it.each([
    ['another host', { host: 'localhost' }],
    ['another port', { port: 1 }],
    ['another user name', { username: 'ktos' }],
    ['another security', { security: 'tls' }],
  ])('wants the password again for %s', async (_what, more) => {
    await save(sender());
    const { password: _password, ...rest } = sender(more);
    expect(await save(rest)).toMatchObject({
      status: 422,
      body: { code: 'password-needed', errors: [{ field: 'password' }] },
    });
    expect((await admin('GET', url)).body).toMatchObject({ host: '127.0.0.1', version: 1 });
  });

  it('forgets the password together with the user name', async () => {
    await save(sender());
    const { password: _password, ...rest } = sender({ username: null });
    expect((await save(rest)).body).toMatchObject({ username: null, hasPassword: false });
    expect(await firm.rows('select sealed_password from senders where account_id = $1')).toEqual([
      { sealed_password: null },
    ]);
  });

  it('forgets a test that was made with other settings', async () => {
    await save(sender());
    await test();
    expect((await save(sender({ password: 'inne haslo' }))).body).toMatchObject({
      lastTestOk: null,
      lastTestedAt: null,
      lastTestDetail: null,
    });
  });

  it('W05 lets two people never overwrite each other unseen', async () => {
    await save(sender());
    expect((await admin('PUT', url, sender())).status).toBe(428);
    const both = await Promise.all(
      [1, 2].map(() => admin('PUT', url, sender(), { 'if-match': 'W/"1"' })),
    );
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 412]);
    expect((await admin('PUT', url, sender(), { 'if-match': 'W/"7"' })).status).toBe(412);
  });

  it.each([
    [{ host: '' }, 400, 'host'],
    [{ host: 'mail.example\r\nRCPT TO:<a@b>' }, 400, 'host'],
    [{ port: 0 }, 400, 'port'],
    [{ port: '25' }, 400, 'port'],
    [{ security: 'maybe' }, 400, 'security'],
    [{ username: 'a\nb' }, 400, 'username'],
    [{ password: '' }, 400, 'password'],
    [{ password: null }, 400, 'password'],
    [{ fromName: 'Firma\r\nBcc: c@d.example' }, 400, 'fromName'],
    [{ fromName: 'Firma\u202e' }, 400, 'fromName'],
    [{ fromEmail: 'nobody' }, 400, 'fromEmail'],
    [{ fromEmail: 'a@b.example\r\nBcc: c@d.example' }, 400, 'fromEmail'],
    [{ replyTo: 'nobody' }, 400, 'replyTo'],
    [{ hasPassword: true }, 400, 'hasPassword'],
    [{ host: '10.0.0.1' }, 422, 'host'],
    [{ host: '169.254.169.254', port: 25 }, 422, 'host'],
    [{ host: '0x7f.1' }, 422, 'host'],
    [{ username: null }, 422, 'password'],
    [{ use: 'spare' }, 422, 'use'],
    [{ use: 'both' }, 400, 'use'],
    [{ signature: 'a\u0000b' }, 400, 'signature'],
    [{ signature: 'a\ue001b' }, 400, 'signature'],
    [{ signature: 'a\u202eb' }, 400, 'signature'],
    [{ signature: 'x\n'.repeat(15) }, 400, 'signature'],
    [{ signature: 'x'.repeat(1001) }, 400, 'signature'],
    [{ perMinute: 0 }, 400, 'perMinute'],
    [{ perHour: 1.5 }, 400, 'perHour'],
    [{ perDay: '100' }, 400, 'perDay'],
  ])('refuses %j, names the field and stores nothing', async (more, status, field) => {
    const answer = await save(sender(more));
    expect(answer.status).toBe(status);
    expect(answer.body.errors.map((problem: { field: string }) => problem.field)).toContain(field);
    expect(await firm.rows('select 1 from senders where account_id = $1')).toEqual([]);
  });

  it('M01 lets no hostile name become a second header', async () => {
    await firm.rows(
      `insert into senders (account_id, host, port, security, from_name, from_email, created_at, updated_at)
       values ($1, '127.0.0.1', $2, 'none', 'x', 'a@firma.example', now(), now())`,
      smtp.port,
    );
    const [stored] = (await admin('GET', all)).body.items;
    url = `${all}/${stored.id}`;
    for (const fromName of HOSTILE_STRINGS) {
      const answer = await save(
        sender({ username: null, password: undefined, fromName: fromName.slice(0, 120) }),
      );
      expect([200, 400]).toContain(answer.status);
      if (answer.status === 200) expect(fromName).not.toMatch(/[\r\n]/);
    }
  });

  it.each<[string, object]>([
    ['a wrong password', { password: 'wrong' }],
    ['TLS where there is none', { security: 'tls' }],
    ['STARTTLS that the server does not offer', { security: 'starttls' }],
    ['nobody at the port', { port: 1 }],
  ])('N04 answers alike, and as slowly, whatever is wrong: %s', async (_what, more) => {
    await save(sender(more));
    const from = performance.now();
    const { status, body } = await test();
    expect(performance.now() - from).toBeGreaterThan(990);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ok: false,
      serverAnswer: null,
      problem: {
        code: 'test-failed',
        detail: expect.stringMatching(/^No mail server took the test mail\./),
        reference: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect(smtp.mails).toEqual([]);
    const shown = (await viewer('GET', url)).body;
    expect(shown).toMatchObject({ lastTestOk: false });
    expect(shown.lastTestDetail).toContain(body.problem.reference);
  });

  it('N04 shows nothing of what a refusing server said', async () => {
    await save(sender());
    smtp.fault('refuse-recipient');
    const { body } = await test();
    expect(body.problem.code).toBe('test-failed');
    expect(JSON.stringify([body, (await admin('GET', url)).body])).not.toMatch(/No such user|550/);
  });

  it('N04 sends at most five test mails a minute, however many ask at once', async () => {
    await save(sender());
    const answers = await Promise.all(Array.from({ length: 9 }, () => test()));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(5);
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(4);
    expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThan(0);
    expect(smtp.mails).toHaveLength(5);
  });

  it('wants a stored server before it is tested, and an admin for everything but reading', async () => {
    const nobody = `${all}/019f0000-0000-7000-8000-000000000000`;
    expect((await admin('POST', `${nobody}/test`, { to: 'a@b.example' })).status).toBe(404);
    await save(sender());
    expect((await viewer('POST', all, sender())).status).toBe(403);
    expect((await viewer('PUT', url, sender(), { 'if-match': 'W/"1"' })).status).toBe(403);
    expect((await viewer('DELETE', url)).status).toBe(403);
    expect((await viewer('POST', `${url}/test`, { to: 'a@b.example' })).status).toBe(403);
    expect((await viewer('POST', `${url}/resume`)).status).toBe(403);
  });

  it('lets notices go that waited for a server', async () => {
    const client = await firm.client('Alfa');
    await firm.rows(
      `insert into notices (account_id, client_id, stage_key, stage_position, audience, channel, language, state, reason, planned_on, not_before, created_at)
       values ($1, $2, 'demand', 3, 'client', 'email', 'pl', 'held', 'sender-missing', '2026-06-01', '2030-01-01', now())`,
      client,
    );
    await save(sender());
    expect(await firm.rows('select state, reason from notices where account_id = $1')).toEqual([
      { state: 'planned', reason: null },
    ]);
  });

  describe('when there are several', () => {
    const add = async (more: object) => (await admin('POST', all, sender(more))).body.id as string;
    const uses = async () =>
      (await viewer('GET', all)).body.items.map(
        (one: { use: string; fromEmail: string }) => `${one.use} ${one.fromEmail}`,
      );

    it('keeps one default and at most one escalated: who had the use before becomes a spare', async () => {
      await add({});
      await add({ use: 'escalated', fromEmail: 'zarzad@firma.example' });
      expect(await uses()).toEqual([
        'default windykacja@firma.example',
        'escalated zarzad@firma.example',
      ]);
      await add({ use: 'escalated', fromEmail: 'prawnik@firma.example' });
      await add({ use: 'default', fromEmail: 'faktury@firma.example' });
      expect((await uses()).sort()).toEqual([
        'default faktury@firma.example',
        'escalated prawnik@firma.example',
        'spare windykacja@firma.example',
        'spare zarzad@firma.example',
      ]);
    });

    it('has one default however many become it at once', async () => {
      await add({});
      const answers = await Promise.all(
        [1, 2, 3].map((place) =>
          admin('POST', all, sender({ fromEmail: `nowy${place}@firma.example` })),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
      const found = await uses();
      expect(found).toHaveLength(4);
      expect(found.filter((use: string) => use.startsWith('default'))).toHaveLength(1);
    });

    it('leaves each its own mailbox when another one becomes the default, and forgets it with its last sender', async () => {
      const give = (id: string, host: string) =>
        firm.rows(
          `with m as (
             insert into mailboxes (account_id, host, port, security, username, folder, next_collect_at, read_since, last_uid, created_at, updated_at)
             values ($1, $3, 993, 'tls', 'firma', 'INBOX', now(), now(), 42, now(), now()) returning id
           )
           update senders set mailbox_id = m.id from m where account_id = $1 and senders.id = $2`,
          id,
          host,
        );
      const share = (from: string, to: string) =>
        firm.rows(
          `update senders t set mailbox_id = f.mailbox_id from senders f
            where t.account_id = $1 and f.account_id = $1 and f.id = $2 and t.id = $3`,
          from,
          to,
        );
      const read = () =>
        firm.rows(
          `select s.from_email, m.host, m.last_uid from mailboxes m left join senders s on s.account_id = m.account_id and s.mailbox_id = m.id
            where m.account_id = $1 order by s.id`,
        );
      const first = await add({});
      await give(first, 'imap.firma.example');
      const second = await add({ fromEmail: 'faktury@firma.example' });
      const third = await add({ use: 'escalated', fromEmail: 'zarzad@firma.example' });
      await give(third, 'imap.zarzad.example');
      await share(first, second);
      const shared = { host: 'imap.firma.example', last_uid: '42' };
      expect(await read()).toEqual([
        { from_email: 'windykacja@firma.example', ...shared },
        { from_email: 'faktury@firma.example', ...shared },
        { from_email: 'zarzad@firma.example', host: 'imap.zarzad.example', last_uid: '42' },
      ]);
      expect((await admin('DELETE', `${all}/${first}`)).status).toBe(204);
      expect((await admin('DELETE', `${all}/${third}`)).status).toBe(204);
      expect(await read()).toEqual([{ from_email: 'faktury@firma.example', ...shared }]);
    });

    it('never loses its default: neither changed into something else, nor removed', async () => {
      await save(sender());
      const spare = await add({ use: 'spare', fromEmail: 'inny@firma.example' });
      expect(await save(sender({ use: 'spare' }))).toMatchObject({
        status: 422,
        body: { code: 'default-needed' },
      });
      expect(await admin('DELETE', url)).toMatchObject({
        status: 422,
        body: { code: 'sender-is-default' },
      });
      expect((await admin('DELETE', `${all}/${spare}`)).status).toBe(204);
      expect(await uses()).toEqual(['default windykacja@firma.example']);
      expect((await journal()).map(({ action }) => action)).toEqual([
        'sender.created',
        'sender.created',
        'sender.removed',
      ]);
    });

    it('has room for twenty', async () => {
      for (let place = 0; place < 20; place += 1)
        await add({ use: place === 0 ? 'default' : 'spare', fromEmail: `a${place}@firma.example` });
      expect(await admin('POST', all, sender())).toMatchObject({
        status: 422,
        body: { code: 'too-many-senders' },
      });
    });

    it('keeps limits and signature as they were typed', async () => {
      const limits = { perMinute: 30, perHour: 500, perDay: 2000 };
      const signature = 'Anna Nowak\nDział windykacji\n\ntel. 22 555 01 23';
      expect(await save(sender({ ...limits, signature }))).toMatchObject({
        body: { ...limits, signature },
      });
    });
  });
});
