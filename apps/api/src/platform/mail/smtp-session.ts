import { isIP } from 'node:net';
import { Readable } from 'node:stream';

import SMTPConnection from 'nodemailer/lib/smtp-connection';

import type { CheckedHost } from '../egress/egress-policy.js';
import { type HandOverOutcome, outcomeOfFailure, type SmtpFailure } from './hand-over-outcome.js';
import type { SmtpManners } from './smtp-manners.js';

/** Nobody waits longer for a connection or its greeting. */
const CONNECT_MS = 10_000;
/** So many silences a whole message may last, from its envelope to the server's last word. */
const SILENCES_A_MESSAGE = 3;

/** How a mail server wants to be spoken to. The password is open: never leaves the process, never logged. */
export interface SmtpAccess {
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username: string | null;
  readonly password: string | null;
}

/** One signed-in connection to a mail server; messages go over it one after the other. */
export class SmtpSession {
  private constructor(
    private readonly connection: SMTPConnection,
    private readonly messageMs: number,
  ) {}

  /**
   * Connects to the address that was checked, speaks TLS with the name that was typed, and signs in.
   *
   * @throws SmtpFailure-shaped error; nothing has been handed over
   */
  static async open(
    access: SmtpAccess,
    checked: CheckedHost,
    { name, patienceMs }: SmtpManners,
  ): Promise<SmtpSession> {
    // A certificate is for a name; an address has none to send along (RFC 6066, section 3).
    const serverName = isIP(checked.host) === 0 ? { servername: checked.host } : {};
    const connection = new SMTPConnection({
      host: checked.address,
      port: checked.port,
      name,
      secure: access.security === 'tls',
      requireTLS: access.security === 'starttls',
      ignoreTLS: access.security === 'none',
      ...serverName,
      // The operator's egress list has the last word on private addresses; it has been asked already.
      allowInternalNetworkInterfaces: true,
      tls: { ...serverName, minVersion: 'TLSv1.2' },
      connectionTimeout: Math.min(CONNECT_MS, patienceMs),
      greetingTimeout: Math.min(CONNECT_MS, patienceMs),
      socketTimeout: patienceMs,
      logger: false,
    });
    const messageMs = SILENCES_A_MESSAGE * patienceMs;
    try {
      await answered(connection, messageMs, (done) => {
        connection.once('error', done);
        connection.connect((error) => done(error ?? null));
      });
      // From here on an error belongs to what is under way, whose callback reports it.
      connection.removeAllListeners('error');
      connection.on('error', () => undefined);
      if (access.username !== null) {
        const credentials = { user: access.username, pass: access.password ?? '' };
        await answered(connection, messageMs, (done) => connection.login(credentials, done));
      }
    } catch (error) {
      connection.close();
      throw error;
    }
    return new SmtpSession(connection, messageMs);
  }

  get isUsable(): boolean {
    return !this.connection.destroyed;
  }

  /**
   * Hands one message to one recipient. Never throws: every ending is an outcome.
   *
   * @param mayLeave asked when the server waits for the text: the last moment at which nothing has left. No, or no
   *   answer, ends the connection, and with it what the server knows of the message
   */
  send(
    from: string,
    recipient: string,
    message: Buffer,
    mayLeave?: () => Promise<boolean>,
  ): Promise<HandOverOutcome> {
    return new Promise((resolve) => {
      let hasBegun = false;
      const begin = (body: Readable) => {
        hasBegun = true;
        body.push(message);
        body.push(null);
      };
      const withhold = (why: string) => {
        resolve({ kind: 'withheld', answer: why });
        this.connection.close();
      };
      // The connection reads the message only after the server has answered 354, so reading marks the beginning.
      const body = new Readable({
        read() {
          if (mayLeave === undefined) return begin(this);
          mayLeave().then(
            (may) => (may ? begin(this) : withhold('Something has changed: nothing has left.')),
            (error: unknown) => withhold(`Nothing has left: ${String(error).slice(0, 900)}`),
          );
        },
      });
      const timer = setTimeout(() => {
        resolve(outcomeOfFailure({ message: 'The server took too long.' }, hasBegun));
        this.connection.close();
      }, this.messageMs);
      this.connection.send({ from, to: [recipient], size: message.length }, body, (error, info) => {
        clearTimeout(timer);
        if (error !== null && error !== undefined) {
          if (!isAnswered(error)) this.connection.close();
          resolve(outcomeOfFailure(error as SmtpFailure, hasBegun));
        } else {
          resolve({
            kind: 'accepted',
            code: Number(info.response.slice(0, 3)),
            answer: info.response.slice(0, 1000),
          });
        }
      });
    });
  }

  /** Forgets a refused message, so that the next one can follow. */
  async reset(): Promise<void> {
    await answered(this.connection, this.messageMs, (done) => this.connection.reset(done));
  }

  close(): void {
    if (this.isUsable) this.connection.quit();
  }
}

/** The server said no, but is still there. */
function isAnswered(error: unknown): boolean {
  return (error as SmtpFailure).responseCode !== undefined;
}

/**
 * Waits for what the server makes of it, but not for ever: one that never stops talking is never silent.
 *
 * @throws SmtpFailure-shaped error
 */
function answered(
  connection: SMTPConnection,
  withinMs: number,
  ask: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  const timer = setTimeout(() => connection.close(), withinMs);
  return new Promise<void>((resolve, reject) => {
    connection.once('end', () => reject(new Error('The server took too long, or went away.')));
    ask((error) => (error === null || error === undefined ? resolve() : reject(error)));
  }).finally(() => clearTimeout(timer));
}
