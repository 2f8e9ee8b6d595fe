import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type MailCatcher, startMailCatcher } from '@invoicetracker/sandbox';

import { Firm } from '../../../../test/factories/firm.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import { type Caller, Product } from '../../../../test/support/product.js';

describe('the mailbox that answers come to', () => {
  let product: Product;
  let admin: Caller;
  let viewer: Caller;
  let members: { userId: string; role: 'admin' | 'viewer' }[];
  let catcher: MailCatcher;
  let firm: Firm;
  let url: string;

  beforeAll(async () => {
    product = await Product.start();
    catcher = await startMailCatcher();
    members = [
      { userId: await product.user('anna'), role: 'admin' },
      { userId: await product.user('wanda'), role: 'viewer' },
    ];
    admin = await product.signedIn('anna');
    viewer = await product.signedIn('wanda');
  });
  afterAll(async () => {
    await catcher.close();
    await product.close();
  });
  beforeEach(async () => {
    firm = await Firm.make(product, 'Firma', members);
    await new Outbox(product, firm).useSender(catcher.smtpPort);
    const [sender] = await firm.rows<{ id: string }>(
      'select id from senders where account_id = $1',
    );
    url = urlOf(sender!.id);
    catcher.control.faults.clear();
  });

  const urlOf = (senderId: string) => `/accounts/${firm.accountId}/senders/${senderId}/mailbox`;
  const addSender = async (use: 'escalated' | 'spare', address: string) => {
    const [row] = await firm.rows<{ id: string }>(
      `insert into senders (account_id, is_default, is_escalated, host, port, security, from_name, from_email, created_at, updated_at)
       values ($1, false, $2, '127.0.0.1', 9, 'none', 'Zarząd', $3, now(), now()) returning id`,
      use === 'escalated',
      address,
    );
    return row!.id;
  };
  const mailbox = (more: object = {}) => ({
    host: '127.0.0.1',
    port: catcher.imapPort,
    security: 'none',
    username: 'biuro@firma.example',
    password: 'secret',
    folder: 'INBOX',
    isHolding: true,
    ...more,
  });
  const save = async (body: object, caller = admin, at = url) => {
    const { version } = (await admin('GET', at)).body;
    return caller('PUT', at, body, { 'if-match': `W/"${version}"` });
  };
  const read = () =>
    firm.rows('select username, folder, last_uid from mailboxes where account_id = $1 order by id');

  it('is opened before it is stored, shown without its password, and read at once', async () => {
    expect((await admin('GET', url)).body).toMatchObject({
      version: 0,
      username: 'biuro@firma.example',
      port: 993,
      sharedWith: [],
      otherMailboxes: [],
    });
    const { status, body } = await save(mailbox());
    expect([status, body.version, body.hasPassword]).toEqual([200, 1, true]);
    expect(JSON.stringify((await admin('GET', url)).body)).not.toContain('secret');
    expect(
      await firm.rows('select sealed_password from mailboxes where account_id = $1'),
    ).not.toEqual([{ sealed_password: 'secret' }]);
    expect((await save(mailbox({ password: undefined, isHolding: false }))).body).toMatchObject({
      version: 2,
      isHolding: false,
    });
  });

  it.each<[string, object]>([
    ['a wrong password', { password: 'wrong' }],
    ['TLS where there is none', { security: 'tls' }],
    ['STARTTLS that the server does not offer', { security: 'starttls' }],
    ['a folder that is not there', { folder: 'Answers' }],
    ['nobody at the port', { port: 1 }],
  ])('N04 is refused alike, and as slowly, whatever is wrong: %s', async (_what, more) => {
    const from = performance.now();
    const { status, body } = await save(mailbox(more));
    expect(performance.now() - from).toBeGreaterThan(990);
    expect([status, body.code]).toEqual([422, 'mailbox-unreadable']);
    expect(body.detail).not.toMatch(/AUTHENTICATION|ECONN|certificate|NONEXISTENT/i);
    expect(await firm.rows('select 1 from mailboxes where account_id = $1')).toEqual([]);
  });

  it('N04 sends a stored password to no other server, name or encryption', async () => {
    await save(mailbox());
    for (const more of [
      { host: 'localhost' },
      { username: 'x' },
      { port: 143 },
      { security: 'tls' },
    ])
      expect((await save(mailbox({ ...more, password: undefined }))).body.code).toMatch(
        /^(password-needed|too-many-tests)$/,
      );
  });

  it('is tried at most five times a minute', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => save(mailbox())));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(3);
  });

  it('wants an admin for everything but reading, and the version that was seen', async () => {
    expect((await save(mailbox(), viewer)).status).toBe(403);
    expect((await viewer('GET', url)).status).toBe(200);
    await save(mailbox());
    expect((await admin('PUT', url, mailbox(), { 'if-match': 'W/"0"' })).status).toBe(412);
  });

  it('is forgotten with its password; what was read stays', async () => {
    await save(mailbox());
    expect((await admin('DELETE', url)).status).toBe(204);
    expect((await admin('GET', url)).body).toMatchObject({ version: 0, hasPassword: false });
    expect((await admin('DELETE', url)).status).toBe(404);
    expect((await admin('POST', `${url}/collect`)).status).toBe(404);
  });

  it('belongs to its sender: another firm, and a sender that is not there, have none', async () => {
    const other = await Firm.make(product, 'Inna', members);
    const [foreign] = await other.rows<{ id: string }>(
      `insert into senders (account_id, host, port, security, from_name, from_email, created_at, updated_at)
       values ($1, '127.0.0.1', 9, 'none', 'Inna', 'inna@firma.example', now(), now()) returning id`,
    );
    for (const id of [foreign!.id, '018f0000-0000-7000-8000-000000000000']) {
      expect((await admin('GET', urlOf(id))).status).toBe(404);
      const put = await admin('PUT', urlOf(id), mailbox(), { 'if-match': 'W/"0"' });
      expect(put.status).toBe(404);
      expect((await admin('DELETE', urlOf(id))).status).toBe(404);
      expect((await admin('POST', `${urlOf(id)}/collect`)).status).toBe(404);
    }
  });

  it('is one and the same for two senders that name the same: read once, without the password again', async () => {
    await save(mailbox());
    await firm.rows('update mailboxes set last_uid = 42, uid_validity = 7 where account_id = $1');
    const second = urlOf(await addSender('escalated', 'zarzad@firma.example'));
    const { otherMailboxes } = (await admin('GET', second)).body;
    expect(otherMailboxes).toMatchObject([{ username: 'biuro@firma.example', isHolding: true }]);
    const joined = await save({ ...otherMailboxes[0], folder: 'inbox' }, admin, second);
    expect(joined).toMatchObject({
      status: 200,
      body: { sharedWith: [{ fromEmail: 'windykacja@firma.example' }], otherMailboxes: [] },
    });
    expect(await read()).toEqual([
      { username: 'biuro@firma.example', folder: 'INBOX', last_uid: '42' },
    ]);
    const left = await admin('DELETE', url);
    expect(left.status).toBe(204);
    expect(await read()).toHaveLength(1);
    expect((await admin('GET', second)).body).toMatchObject({ sharedWith: [], hasPassword: true });
    expect((await admin('DELETE', second)).status).toBe(204);
    expect(await read()).toEqual([]);
  });

  it('is left by the one of two senders that goes to another mailbox', async () => {
    await save(mailbox());
    await firm.rows('update mailboxes set last_uid = 42 where account_id = $1');
    const second = urlOf(await addSender('spare', 'zarzad@firma.example'));
    await save(mailbox(), admin, second);
    const before = (await admin('GET', second)).body.version;
    const moved = await save(mailbox({ username: 'zarzad@firma.example' }), admin, second);
    expect(moved.body).toMatchObject({ sharedWith: [], version: before + 1 });
    expect(await read()).toEqual([
      { username: 'biuro@firma.example', folder: 'INBOX', last_uid: '42' },
      { username: 'zarzad@firma.example', folder: 'INBOX', last_uid: '0' },
    ]);
  });

  it('is listed for each sender, with those whose answers nobody reads', async () => {
    const list = `/accounts/${firm.accountId}/mailboxes`;
    await addSender('spare', 'zapas@firma.example');
    const shown = async () =>
      (await viewer('GET', list)).body.items.map(
        ({ fromEmail, isWriting, mailbox: one }: Record<string, { username: string } | null>) =>
          `${fromEmail} ${isWriting} ${one?.username ?? 'unread'}`,
      );
    expect(await shown()).toEqual([
      'windykacja@firma.example true unread',
      'zapas@firma.example false unread',
    ]);
    await firm.rows(
      `update stages set sender_kind = 'escalated' where account_id = $1 and key = 'demand'`,
    );
    const stern = await addSender('escalated', 'zarzad@firma.example');
    await save(mailbox(), admin, urlOf(stern));
    await firm.rows(`update mailboxes set problem = 'sign-in-refused' where account_id = $1`);
    expect(await shown()).toEqual([
      'windykacja@firma.example true unread',
      'zarzad@firma.example true biuro@firma.example',
      'zapas@firma.example false unread',
    ]);
    await firm.rows(`update policy_versions set release_mode = 'off' where account_id = $1`);
    expect(await shown()).toEqual([
      'windykacja@firma.example false unread',
      'zarzad@firma.example false biuro@firma.example',
      'zapas@firma.example false unread',
    ]);
  });
});
