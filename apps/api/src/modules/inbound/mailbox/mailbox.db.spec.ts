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
    url = `/accounts/${firm.accountId}/mailbox`;
    catcher.control.faults.clear();
  });

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
  const save = async (body: object, caller = admin) => {
    const { version } = (await admin('GET', url)).body;
    return caller('PUT', url, body, { 'if-match': `W/"${version}"` });
  };

  it('is opened before it is stored, shown without its password, and read at once', async () => {
    expect((await admin('GET', url)).body).toMatchObject({
      version: 0,
      username: 'biuro@firma.example',
      port: 993,
      hasSender: true,
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

  it('wants a sender first, an admin for everything but reading, and the version that was seen', async () => {
    expect((await save(mailbox(), viewer)).status).toBe(403);
    expect((await viewer('GET', url)).status).toBe(200);
    await save(mailbox());
    expect((await admin('PUT', url, mailbox(), { 'if-match': 'W/"0"' })).status).toBe(412);
    await firm.rows('delete from senders where account_id = $1');
    expect((await save(mailbox())).body.code).toBe('sender-missing');
  });

  it('is forgotten with its password; what was read stays', async () => {
    await save(mailbox());
    expect((await admin('DELETE', url)).status).toBe(204);
    expect((await admin('GET', url)).body).toMatchObject({ version: 0, hasPassword: false });
    expect((await admin('DELETE', url)).status).toBe(404);
    expect((await admin('POST', `${url}/collect`)).status).toBe(404);
  });
});
