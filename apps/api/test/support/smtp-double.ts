import type { AddressInfo } from 'node:net';

import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** How the server treats a message; each is what a real one does now and then. */
export type SmtpFault =
  | 'refuse-recipient'
  | 'greylist'
  | 'refuse-sender'
  | 'refuse-content'
  | 'content-later'
  | 'drop-before-mail'
  | 'drop-at-rcpt'
  | 'drop-during-data'
  | 'drop-after-dot'
  | 'accept-then-drop'
  | 'silent-after-dot'
  | 'slow';

export interface CaughtMail {
  readonly messageId: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly raw: string;
}

interface Rule {
  readonly fault: SmtpFault;
  /** How many messages it still hits. */
  times: number;
  readonly recipient: RegExp;
}

/** A real SMTP server that can be told to misbehave, and remembers what it has taken. */
export class SmtpDouble {
  readonly mails: CaughtMail[] = [];
  /** Connections and messages begun, accepted or not. */
  connections = 0;
  dataBegun = 0;
  private readonly rules: Rule[] = [];
  private readonly server: SMTPServer;

  private constructor(options: { user?: string; password?: string; slowMs: number }) {
    this.server = new SMTPServer({
      authOptional: options.user === undefined,
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      logger: false,
      onAuth: (auth, _session, done) => {
        const isRight = auth.username === options.user && auth.password === options.password;
        done(
          isRight ? null : smtpError(535, 'Authentication credentials invalid'),
          isRight ? { user: auth.username } : undefined,
        );
      },
      onConnect: (_session, done) => {
        this.connections += 1;
        done();
      },
      onMailFrom: (_address, session, done) => {
        if (this.hits('drop-before-mail', '')) return this.drop(session);
        done(this.hits('refuse-sender', '') ? smtpError(550, '5.7.1 Sender not allowed') : null);
      },
      onRcptTo: ({ address }, session, done) => {
        if (this.hits('drop-at-rcpt', address)) return this.drop(session);
        if (this.hits('refuse-recipient', address))
          return done(smtpError(550, '5.1.1 No such user'));
        if (this.hits('greylist', address))
          return done(smtpError(451, '4.7.1 Greylisted, try again later'));
        done();
      },
      onData: (stream, session, done) => void this.takeData(stream, session, options.slowMs, done),
    });
    this.server.on('error', () => undefined);
  }

  static async start(
    options: { user?: string; password?: string; slowMs?: number } = {},
  ): Promise<SmtpDouble> {
    const double = new SmtpDouble({ slowMs: 100, ...options });
    await new Promise<void>((resolve) => double.server.listen(0, '127.0.0.1', resolve));
    return double;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** Misbehaves for the next messages, to recipients that match. */
  fault(fault: SmtpFault, times = 1, recipient = /.*/): void {
    this.rules.push({ fault, times, recipient });
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async takeData(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    slowMs: number,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    this.dataBegun += 1;
    const to = (session.envelope.rcptTo ?? []).map((recipient) => recipient.address).join(',');
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of stream) {
        if (this.hits('drop-during-data', to)) return this.drop(session);
        chunks.push(chunk as Buffer);
      }
    } catch {
      // The sender went away in the middle of its message: a real server keeps nothing of it either.
      return;
    }
    if (this.hits('drop-after-dot', to)) return this.drop(session);
    if (this.hits('refuse-content', to)) return done(smtpError(554, '5.7.1 Looks like spam'));
    if (this.hits('content-later', to)) return done(smtpError(452, '4.3.1 Out of storage'));
    if (this.hits('slow', to)) await new Promise((resolve) => setTimeout(resolve, slowMs));
    await this.keep(Buffer.concat(chunks), to, session);
    if (this.hits('accept-then-drop', to)) return this.drop(session);
    if (this.hits('silent-after-dot', to)) return;
    done();
  }

  private async keep(raw: Buffer, to: string, session: SMTPServerSession): Promise<void> {
    const mail = await simpleParser(raw);
    this.mails.push({
      messageId: mail.messageId ?? '',
      to,
      from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
      subject: mail.subject ?? '',
      text: mail.text ?? '',
      html: mail.html === false ? '' : mail.html,
      raw: raw.toString('utf8'),
    });
  }

  private hits(fault: SmtpFault, recipient: string): boolean {
    const rule = this.rules.find(
      (one) => one.fault === fault && one.times > 0 && one.recipient.test(recipient),
    );
    if (rule === undefined) return false;
    rule.times -= 1;
    return true;
  }

  /** Cuts the line without a word. */
  private drop(session: SMTPServerSession): void {
    for (const connection of this.server.connections as Set<{
      id: string;
      _socket: { destroy(): void };
    }>) {
      if (connection.id === session.id) connection._socket.destroy();
    }
  }
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
