import { getCACertificates, setDefaultCACertificates } from 'node:tls';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { Sealer } from '../../src/platform/sealing/sealer.js';
import { Firm } from '../factories/firm.js';
import { Outbox } from '../factories/outbox.js';
import { type ServerCertificate, TestAuthority } from '../support/certificates.js';
import { Product } from '../support/product.js';
import { type SmtpScript, SmtpScriptServer } from '../support/smtp-script.js';
import { liesAbout } from '../support/true-books.js';

/** What the first day makes of it, and what is left when the server has been well for a day. */
interface Ending {
  readonly state: 'sent' | 'deferred' | 'refused' | 'unknown';
  readonly reason: string | null;
  /** Messages the server answers for at the very end, told or not. */
  readonly taken: 0 | 1;
}

const SENT: Ending = { state: 'sent', reason: null, taken: 1 };
const SERVER_DOWN: Ending = { state: 'deferred', reason: 'server-unavailable', taken: 1 };
const LATER: Ending = { state: 'deferred', reason: 'server-said-later', taken: 1 };
const REFUSED: Ending = { state: 'refused', reason: 'refused-by-server', taken: 0 };
/** It may have left: nobody sends it again by itself, whether the server has it or not. */
const UNKNOWN: Ending = { state: 'unknown', reason: 'connection-lost', taken: 0 };
const UNKNOWN_BUT_TAKEN: Ending = { ...UNKNOWN, taken: 1 };

const SCRIPTS: readonly (readonly [what: string, script: SmtpScript, ending: Ending])[] = [
  [
    '421 instead of a greeting',
    { greeting: { say: '421 4.3.2 Closing', then: 'close' } },
    SERVER_DOWN,
  ],
  [
    '554 instead of a greeting',
    { greeting: { say: '554 5.7.1 Go away', then: 'close' } },
    SERVER_DOWN,
  ],
  ['no greeting', { greeting: 'silence' }, SERVER_DOWN],
  [
    'garbage instead of a greeting',
    { greeting: { say: '\u0001\u0002 HTTP/1.1 400 Bad Request' } },
    SERVER_DOWN,
  ],
  ['silence after EHLO', { EHLO: 'silence' }, SERVER_DOWN],
  ['a server that knows only HELO', { EHLO: { say: '502 5.5.1 What?' } }, SENT],
  [
    'an answer to EHLO that never ends',
    { EHLO: { drip: '250-'.repeat(10_000), everyMs: 100 } },
    SERVER_DOWN,
  ],
  ['530 to the sender', { MAIL: { say: '530 5.7.0 Authentication required' } }, SERVER_DOWN],
  ['550 to the sender', { MAIL: { say: '550 5.7.1 Sender not allowed' } }, SERVER_DOWN],
  ['451 to the sender', { MAIL: { say: '451 4.3.0 Not now' } }, SERVER_DOWN],
  ['silence after the sender', { MAIL: 'silence' }, SERVER_DOWN],
  ['450 to the address (greylisting)', { RCPT: { say: '450 4.2.0 Greylisted' } }, LATER],
  ['421 to the address, and gone', { RCPT: { say: '421 4.7.0 Too many', then: 'close' } }, LATER],
  ['550 to the address', { RCPT: { say: '550 5.1.1 No such user' } }, REFUSED],
  ['silence after the address', { RCPT: 'silence' }, SERVER_DOWN],
  ['a reset after the address', { RCPT: 'reset' }, SERVER_DOWN],
  ['451 to DATA', { DATA: { say: '451 4.3.0 Not now' } }, LATER],
  ['554 to DATA', { DATA: { say: '554 5.7.1 No' } }, REFUSED],
  ['silence after DATA', { DATA: 'silence' }, SERVER_DOWN],
  ['half a connection after DATA', { DATA: 'half-close' }, SERVER_DOWN],
  ['a reset in the text', { text: 'reset' }, UNKNOWN],
  ['451 after the dot', { dot: { say: '451 4.3.0 Try again' } }, LATER],
  ['452 after the dot', { dot: { say: '452 4.3.1 Out of storage' } }, LATER],
  ['421 after the dot, and gone', { dot: { say: '421 4.3.2 Closing', then: 'close' } }, LATER],
  ['552 after the dot', { dot: { say: '552 5.3.4 Too big' } }, REFUSED],
  ['554 after the dot', { dot: { say: '554 5.7.1 Looks like spam' } }, REFUSED],
  ['garbage after the dot', { dot: { say: 'tak, ju\u017c' } }, UNKNOWN],
  ['silence after the dot', { dot: 'silence' }, UNKNOWN],
  ['half a connection after the dot', { dot: 'half-close' }, UNKNOWN],
  ['taken, and silent', { dot: 'take-and-be-silent' }, UNKNOWN_BUT_TAKEN],
  ['taken, and reset', { dot: 'take-and-reset' }, UNKNOWN_BUT_TAKEN],
  ['taken, and gone', { dot: { say: '250 2.0.0 Taken', then: 'close' } }, SENT],
  ['an answer in many lines', { dot: { say: '250-Thanks\r\n250-a lot\r\n250 Taken' } }, SENT],
  ['a byte now and then', { dot: { drip: '250 Taken\r\n', everyMs: 100 } }, SENT],
  // slower than the patience that these tests have
  ['one byte a second', { dot: { drip: '250 Taken\r\n', everyMs: 1000 } }, UNKNOWN_BUT_TAKEN],
  ['silence after HELO', { EHLO: { say: '502 5.5.1 What?' }, HELO: 'silence' }, SERVER_DOWN],
  ['silence in the text', { text: 'silence' }, UNKNOWN],
  [
    '550 to the address, and silence after RSET',
    { RCPT: { say: '550 5.1.1 No such user' }, RSET: 'silence' },
    REFUSED,
  ],
  ['taken, and silence after QUIT', { QUIT: 'silence' }, SENT],
];

const UNSAFE: readonly (readonly [
  what: string,
  certificate: (authority: TestAuthority) => Promise<ServerCertificate | null>,
  script: SmtpScript,
])[] = [
  ['STARTTLS taken out of the greeting', () => Promise.resolve(null), {}],
  [
    '454 to STARTTLS',
    (authority) => authority.sign('localhost', 10),
    { STARTTLS: { say: '454 4.7.0 No TLS now' } },
  ],
  [
    'silence after STARTTLS',
    (authority) => authority.sign('localhost', 10),
    { STARTTLS: 'silence' },
  ],
  ['a certificate that has ended', (authority) => authority.sign('localhost', -1), {}],
  ['a certificate for another name', (authority) => authority.sign('mail.other.example', 10), {}],
  ["a certificate of nobody's", async () => (await TestAuthority.make()).sign('localhost', 10), {}],
];

const SIGN_INS: readonly (readonly [what: string, script: SmtpScript])[] = [
  ['535 to the sign-in', { AUTH: { say: '535 5.7.8 Wrong' } }],
  ['530 to the sign-in', { AUTH: { say: '530 5.7.0 TLS first' } }],
  ['454 to the sign-in', { AUTH: { say: '454 4.7.0 Not now' } }],
  ['silence after the sign-in', { AUTH: 'silence' }],
];

/** What a mail server is known to do, each in at least one script. */
const KNOWN = [
  /^421 /,
  /^450 /,
  /^451 after the dot/,
  /^452 /,
  /^454 /,
  /^530 /,
  /^535 /,
  /^550 /,
  /^552 /,
  /^554 /,
  /^one byte a second/,
  /^no greeting/,
  ...['EHLO', 'HELO', 'STARTTLS', 'the sign-in', 'the sender', 'the address', 'DATA', 'the dot']
    .concat('RSET', 'QUIT')
    .map((phase) => new RegExp(`silence after ${phase}$`)),
  /^silence in the text/,
  /^half a connection/,
  /reset/,
  /^garbage/,
  /certificate/,
  /STARTTLS taken out/,
  /greylisting/,
  /^taken, and reset/,
];

describe('the scripts', () => {
  it('are more than 26, and leave nothing out that a mail server is known to do', () => {
    const names = [...SCRIPTS, ...UNSAFE, ...SIGN_INS].map(([what]) => what);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(26);
    expect(KNOWN.filter((known) => !names.some((name) => known.test(name)))).toEqual([]);
    console.info(`${names.length} scripts of a mail server.`);
  });
});

describe('a mail server that follows a script', () => {
  let product: Product;
  let server: SmtpScriptServer;
  let firm: Firm;
  let outbox: Outbox;
  const trusted = getCACertificates('default');
  let authority: TestAuthority;

  beforeAll(async () => {
    authority = await TestAuthority.make();
    setDefaultCACertificates([...trusted, authority.cert]);
    product = await Product.start({
      SMTP_PATIENCE_SECONDS: '1',
      EGRESS_ALLOW: '127.0.0.1:*,localhost:*',
    });
  });
  afterAll(async () => {
    setDefaultCACertificates(trusted);
    await product.close();
  });
  afterEach(() => server.close());

  const arrange = async (name: string, certificate: ServerCertificate | null = null) => {
    server = await SmtpScriptServer.start(certificate);
    product.clock.set('2026-03-17T10:00:00+01:00');
    firm = await Firm.make(product, name);
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(server.port);
  };

  /** The first day with the script, then a day of a server that is well; nothing may come twice, and nothing be lost. */
  const tell = async (script: SmtpScript, { state, reason, taken }: Ending) => {
    server.follow(script, 1);
    await outbox.plan([{ name: 'Alfa' }]);
    await outbox.work();
    expect(await outbox.states()).toMatchObject([{ state, reason }]);
    for (let hour = 1; hour <= 8; hour += 1) {
      product.clock.advance({ hours: 1 });
      await outbox.work();
    }
    const isSettled = state !== 'deferred';
    expect(await outbox.states()).toMatchObject([{ state: isSettled ? state : 'sent' }]);
    expect(server.taken).toHaveLength(taken);
    const arrived = server.taken.map((messageId) => ({ messageId }));
    expect(await liesAbout(firm, arrived, { isOver: true })).toEqual([]);
  };

  it.each(SCRIPTS)('M05 %s', async (what, script, ending) => {
    await arrange(what);
    await tell(script, ending);
  });

  describe('and must be spoken to safely', () => {
    const safely = () =>
      firm.rows(
        `update senders set host = 'localhost', security = 'starttls' where account_id = $1`,
      );

    it.each(UNSAFE)(
      'C06 %s: nothing leaves, nothing is lost',
      async (what, certificate, script) => {
        await arrange(what, await certificate(authority));
        await safely();
        server.follow(script, 1);
        await outbox.plan([{ name: 'Alfa' }]);
        await outbox.work();
        expect(await outbox.states()).toMatchObject([
          { state: 'deferred', reason: 'server-unavailable' },
        ]);
        expect(server.taken).toEqual([]);
        expect(await outbox.outcomes()).toEqual([{ outcome: 'pending' }]);
      },
    );

    it('sends once all is well', async () => {
      await arrange('wszystko dobrze', await authority.sign('localhost', 10));
      await safely();
      await tell({}, SENT);
    });
  });

  describe('and asks who is there', () => {
    const giveName = async () => {
      const { accountId } = firm;
      const [sender] = await firm.rows<{ id: string }>(
        'select id from senders where account_id = $1',
      );
      const place = { accountId, table: 'senders', column: 'sealed_password', rowId: sender!.id };
      const sealed = (await product.get(Sealer)).seal('tajne', place);
      await firm.rows(
        `update senders set username = 'firma', sealed_password = $2 where account_id = $1`,
        sealed,
      );
    };

    it.each(SIGN_INS)(
      '%s: nothing leaves, and goes when the server knows us again',
      async (what, script) => {
        await arrange(what);
        await giveName();
        await tell(script, SERVER_DOWN);
      },
    );
  });
});
