import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

import { type ServerCertificate, TestAuthority } from '../../../test/support/certificates.js';
import { HOSTILE_STRINGS } from '../../../test/support/hostile-strings.js';
import { SmtpDouble } from '../../../test/support/smtp-double.js';
import { type SmtpAccess, SmtpSession } from './smtp-session.js';

const FROM = 'windykacja@firma.example';
const ACCESS: SmtpAccess = { security: 'none', username: null, password: null };

const MANNERS = { name: 'firma.example', patienceMs: 30_000 };

const open = (
  port: number,
  { host = '127.0.0.1', ...more }: Partial<SmtpAccess & { host: string }> = {},
) => SmtpSession.open({ ...ACCESS, ...more }, { host, address: '127.0.0.1', port }, MANNERS);

describe('C06 a connection that must be safe', () => {
  /** Everything a client said after its greeting. */
  let said: string[];
  let server: SMTPServer | undefined;

  beforeEach(() => {
    said = [];
  });
  afterEach(async () => {
    await new Promise<void>((resolve) =>
      server === undefined ? resolve() : server.close(() => resolve()),
    );
  });

  const listen = async (options: SMTPServerOptions) => {
    server = new SMTPServer({
      ...options,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      logger: false,
      onAuth: (auth, _session, done) => {
        said.push(`AUTH ${auth.username}`);
        done(null, { user: auth.username });
      },
      onMailFrom: (_address, _session, done) => {
        said.push('MAIL');
        done();
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    return (server.server.address() as AddressInfo).port;
  };

  it.each<[string, SMTPServerOptions, 'tls' | 'starttls']>([
    [
      'STARTTLS was taken out of the greeting',
      { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] },
      'starttls',
    ],
    ["the certificate after STARTTLS is nobody's", {}, 'starttls'],
    ["the certificate is nobody's", { secure: true }, 'tls'],
    ['the server speaks no TLS', { hideSTARTTLS: true }, 'tls'],
  ])('says no password and no message when %s', async (_what, options, security) => {
    const port = await listen(options);
    await expect(
      open(port, { security, username: 'firma', password: 'tajne', host: 'mail.firma.example' }),
    ).rejects.toThrow();
    expect(said).toEqual([]);
  });

  describe('to a server whose certificate an authority has signed', () => {
    const trusted = getCACertificates('default');
    let authority: TestAuthority;
    beforeAll(async () => {
      authority = await TestAuthority.make();
      setDefaultCACertificates([...trusted, authority.cert]);
    });
    afterAll(() => setDefaultCACertificates(trusted));

    const tryWith = async (certificate: ServerCertificate, security: 'tls' | 'starttls') => {
      const port = await listen({ ...certificate, secure: security === 'tls' });
      return open(port, {
        security,
        username: 'firma',
        password: 'tajne',
        host: 'mail.firma.example',
      });
    };

    it.each(['tls', 'starttls'] as const)('signs in when all is well (%s)', async (security) => {
      const session = await tryWith(await authority.sign('mail.firma.example', 10), security);
      session.close();
      expect(said).toEqual(['AUTH firma']);
    });

    it.each([
      ['has ended', 'mail.firma.example', -1, 'tls'],
      ['has ended', 'mail.firma.example', -1, 'starttls'],
      ['is for another name', 'mail.other.example', 10, 'tls'],
      ['is for another name', 'mail.other.example', 10, 'starttls'],
    ] as const)(
      'says no password and no message when it %s (%s, %d days, %s)',
      async (_what, name, days, security) => {
        await expect(tryWith(await authority.sign(name, days), security)).rejects.toThrow(
          /certificate/i,
        );
        expect(said).toEqual([]);
      },
    );

    it('says nothing below TLS 1.2', async () => {
      const port = await listen({
        ...(await authority.sign('mail.firma.example', 10)),
        secure: true,
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
      });
      await expect(
        open(port, {
          security: 'tls',
          username: 'firma',
          password: 'tajne',
          host: 'mail.firma.example',
        }),
      ).rejects.toThrow();
      expect(said).toEqual([]);
    });
  });
});

describe('a session', () => {
  let smtp: SmtpDouble;
  let session: SmtpSession;

  beforeEach(async () => {
    smtp = await SmtpDouble.start();
    session = await open(smtp.port);
  });
  afterEach(async () => {
    session.close();
    await smtp.close();
  });

  const letter = Buffer.from('Subject: x\r\nMessage-ID: <1@firma.example>\r\n\r\nText\r\n');
  const send = (recipient: string) => session.send(FROM, recipient, letter);

  it('carries one message after the other over one connection', async () => {
    for (const recipient of ['a@b.example', 'c@d.example']) {
      expect(await send(recipient)).toMatchObject({ kind: 'accepted', code: 250 });
    }
    expect(smtp.connections).toBe(1);
  });

  it('goes on after a refused recipient', async () => {
    smtp.fault('refuse-recipient');
    expect(await send('a@b.example')).toMatchObject({ kind: 'refused', isAddressBad: true });
    await session.reset();
    expect(await send('c@d.example')).toMatchObject({ kind: 'accepted' });
  });

  it('M01 lets no hostile address reach the server as a command', async () => {
    for (const hostile of HOSTILE_STRINGS) {
      const attempt = await open(smtp.port);
      await attempt.send(FROM, `a${hostile}@b.example`, letter);
      attempt.close();
    }
    for (const mail of smtp.mails) {
      expect(mail.from).toBe(FROM);
      expect(mail.to).not.toMatch(/victim@example\.org$/);
    }
  });
});
