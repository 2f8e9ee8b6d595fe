import { isIP } from 'node:net';
import { Readable } from 'node:stream';

import SMTPConnection from 'nodemailer/lib/smtp-connection';

import type { CheckedHost } from '../egress/egress-policy.js';
import { type HandOverOutcome, outcomeOfFailure, type SmtpFailure } from './hand-over-outcome.js';

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
/** A whole message, from its envelope to the server's last word. */
const MESSAGE_MS = 90_000;

/** How a mail server wants to be spoken to. The password is open: never leaves the process, never logged. */
export interface SmtpAccess {
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username: string | null;
  readonly password: string | null;
}

/** One signed-in connection to a mail server; messages go over it one after the other. */
export class SmtpSession {
  private constructor(private readonly connection: SMTPConnection) {}

  /**
   * Connects to the address that was checked, speaks TLS with the name that was typed, and signs in.
   *
   * @param ownName how we introduce ourselves (EHLO)
   * @throws SmtpFailure-shaped error; nothing has been handed over
   */
  static async open(
    access: SmtpAccess,
    checked: CheckedHost,
    ownName: string,
  ): Promise<SmtpSession> {
    // A certificate is for a name; an address has none to send along (RFC 6066, section 3).
    const serverName = isIP(checked.host) === 0 ? { servername: checked.host } : {};
    const connection = new SMTPConnection({
      host: checked.address,
      port: checked.port,
      name: ownName,
      secure: access.security === 'tls',
      requireTLS: access.security === 'starttls',
      ignoreTLS: access.security === 'none',
      ...serverName,
      // The operator's egress list has the last word on private addresses; it has been asked already.
      allowInternalNetworkInterfaces: true,
      tls: { ...serverName, minVersion: 'TLSv1.2' },
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      logger: false,
    });
    await settled((done) => {
      connection.once('error', done);
      connection.connect((error) => done(error ?? null));
    });
    // From here on an error belongs to the message that is under way, whose callback reports it.
    connection.removeAllListeners('error');
    connection.on('error', () => undefined);
    if (access.username !== null) {
      await settled((done) => {
        connection.login({ user: access.username!, pass: access.password ?? '' }, (error) =>
          done(error),
        );
      }).catch((error: unknown) => {
        connection.close();
        throw error;
      });
    }
    return new SmtpSession(connection);
  }

  get isUsable(): boolean {
    return !this.connection.destroyed;
  }

  /** Hands one message to one recipient. Never throws: every ending is an outcome. */
  send(from: string, recipient: string, message: Buffer): Promise<HandOverOutcome> {
    return new Promise((resolve) => {
      let hasBegun = false;
      // The connection reads the message only after the server has answered 354, so reading marks the beginning.
      const body = new Readable({
        read() {
          hasBegun = true;
          this.push(message);
          this.push(null);
        },
      });
      const timer = setTimeout(() => {
        resolve(outcomeOfFailure({ message: 'The server took too long.' }, hasBegun));
        this.connection.close();
      }, MESSAGE_MS);
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
    await settled((done) => this.connection.reset((error) => done(error)));
  }

  close(): void {
    if (this.isUsable) this.connection.quit();
  }
}

/** The server said no, but is still there. */
function isAnswered(error: unknown): boolean {
  return (error as SmtpFailure).responseCode !== undefined;
}

function settled(work: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    work((error) => (error === null ? resolve() : reject(error)));
  });
}
