import { Socket } from 'node:net';
import { types } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { EgressPolicy } from '../../src/platform/egress/egress-policy.js';
import { SmtpSession } from '../../src/platform/mail/smtp-session.js';
import { Firm } from '../factories/firm.js';
import { Outbox } from '../factories/outbox.js';
import { FORBIDDEN_HOSTS } from '../support/forbidden-hosts.js';
import { type Caller, Product } from '../support/product.js';

/** Notes where sockets of this process connect to. */
class Connections {
  readonly made: string[] = [];
  private readonly original = Socket.prototype.connect;

  watch(): void {
    const { made, original } = this;
    Socket.prototype.connect = function (this: Socket, ...words: unknown[]) {
      const [first, second] = words.flat() as [{ host?: string; port?: number } | number, unknown];
      made.push(typeof first === 'number' ? `${second}:${first}` : `${first.host}:${first.port}`);
      return Reflect.apply(original, this, words) as Socket;
    } as typeof original;
  }

  end(): void {
    Socket.prototype.connect = this.original;
  }
}

describe('connections to hosts that a tenant typed', () => {
  let product: Product;
  let anna: Caller;
  let annaId: string;
  let attempts: Map<string, Awaited<ReturnType<typeof attempt>>>;
  const connections = new Connections();

  /** Stores the host, tests it, and sends a notice through it. */
  const attempt = async (host: string) => {
    const firm = await Firm.make(product, 'Firma', [{ userId: annaId, role: 'admin' }]);
    const url = `/accounts/${firm.accountId}/senders`;
    const stored = await anna('POST', url, sender(host));
    // As if an older release, or a name that pointed elsewhere then, had let it in.
    const outbox = new Outbox(product, firm);
    await outbox.useSender(587);
    const [row] = await firm.rows<{ id: string }>(
      'update senders set host = $2 where account_id = $1 returning id',
      host,
    );
    await firm.switchSending(true);
    await outbox.plan([{ name: 'Alfa' }]);
    const tested = await anna('POST', `${url}/${row!.id}/test`, { to: 'anna@people.example' });
    await outbox.work();
    return { stored, tested, states: await outbox.states() };
  };

  beforeAll(async () => {
    product = await Product.start({ EGRESS_ALLOW: '' });
    product.clock.set('2026-03-17T10:00:00+01:00');
    annaId = await product.user('anna');
    anna = await product.signedIn('anna');
    connections.watch();
    const tried = FORBIDDEN_HOSTS.map(async (host) => [host, await attempt(host)] as const);
    attempts = new Map(await Promise.all(tried));
  });
  afterAll(async () => {
    connections.end();
    await product.close();
  });

  const database = () => {
    const url = new URL(product.database.runtimeUrl);
    return `${url.hostname}:${url.port}`;
  };
  const elsewhere = () => connections.made.filter((place) => place !== database());
  const sender = (host: string) => ({
    use: 'default',
    host,
    port: 587,
    security: 'none',
    username: null,
    fromName: 'Firma',
    fromEmail: 'biuro@firma.example',
    replyTo: null,
    signature: '',
  });

  it('N02 has 70 targets to try', () => {
    expect(new Set(FORBIDDEN_HOSTS).size).toBeGreaterThanOrEqual(70);
  });

  it.each(FORBIDDEN_HOSTS)(
    'N01 N02 connect to "%s" neither when it is stored, tested nor sent through',
    (host) => {
      const { stored, tested, states } = attempts.get(host)!;
      expect([400, 422]).toContain(stored.status);
      expect(stored.body.errors).toContainEqual(expect.objectContaining({ field: 'host' }));
      expect(tested).toMatchObject({
        status: 200,
        body: { ok: false, serverAnswer: null, problem: { code: 'test-failed' } },
      });
      expect(states).toMatchObject([{ state: 'deferred' }]);
    },
  );

  it('N01 N02 opened no connection at all but to the database', () => {
    expect(connections.made).toContain(database());
    expect(elsewhere()).toEqual([]);
  });

  it('N02 refuse a name as soon as one of its addresses is private', async () => {
    const mixed = new EgressPolicy([], async () => ['8.8.8.8', '10.0.0.1']);
    await expect(mixed.check('mail.example', 587)).rejects.toMatchObject({
      code: 'host-not-allowed',
    });
  });

  it('N01 N02 go to the address that was checked, however a name server answers afterwards', async () => {
    const answers = [['198.51.100.1'], ['127.0.0.1'], ['127.0.0.1']];
    let asked = 0;
    const policy = new EgressPolicy(['198.51.100.1:587'], async () => answers[asked++]!);
    const checked = await policy.check('rebinding.example', 587);
    expect(asked).toBe(1);
    const before = elsewhere().length;
    const access = { security: 'starttls', username: null, password: null } as const;
    const opening = SmtpSession.open(access, checked, {
      name: 'localhost',
      patienceMs: 30_000,
    }).catch((error: Error) => error);
    await new Promise((resolve) => setImmediate(resolve));
    expect(elsewhere().slice(before)).toEqual(['198.51.100.1:587']);
    expect(asked).toBe(1);
    expect(types.isNativeError(await opening)).toBe(true);
  });

  it('N02 refuse a name that points inside at the moment of sending, though it did not before', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1']];
    const policy = new EgressPolicy([], async () => answers.shift()!);
    expect(await policy.check('rebinding.example', 587)).toMatchObject({ address: '8.8.8.8' });
    await expect(policy.check('rebinding.example', 587)).rejects.toMatchObject({
      code: 'host-not-allowed',
    });
  });
});
