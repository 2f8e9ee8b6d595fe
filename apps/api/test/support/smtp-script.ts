import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

import type { ServerCertificate } from './certificates.js';

/** Where a dialogue stands: what the client has just done, and the server is about to answer. */
export type SmtpPhase =
  | 'greeting'
  | 'EHLO'
  | 'HELO'
  | 'STARTTLS'
  | 'AUTH'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'text'
  | 'dot'
  | 'RSET'
  | 'QUIT';

/** What the server does instead of answering well. A text is said as it is; a number waits so many milliseconds a byte. */
export type SmtpDeed =
  | { readonly say: string; readonly then?: 'close' }
  | { readonly drip: string; readonly everyMs: number }
  /** Something happens, and then all is well. */
  | { readonly meanwhile: () => Promise<void> }
  | 'silence'
  | 'reset'
  | 'half-close'
  | 'take-and-reset'
  | 'take-and-be-silent';

export type SmtpScript = Partial<Record<SmtpPhase, SmtpDeed>>;

interface Dialogue {
  socket: Socket;
  buffered: string;
  isText: boolean;
  text: string;
  script: SmtpScript;
}

/**
 * A mail server line by line: it follows a script for so many connections and is well afterwards. What it takes it keeps,
 * whether it says so or not.
 */
export class SmtpScriptServer {
  /** Messages the server is responsible for, by Message-ID, in the order they came. */
  readonly taken: string[] = [];
  connections = 0;
  /** Texts of which at least one line has come. */
  begun = 0;
  private left = 0;
  private script: SmtpScript = {};
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly certificate: ServerCertificate | null,
  ) {}

  /** @param certificate with one the server offers STARTTLS */
  static async start(certificate: ServerCertificate | null = null): Promise<SmtpScriptServer> {
    const server = createServer();
    const double = new SmtpScriptServer(server, certificate);
    server.on('connection', (socket) => double.meet(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return double;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** @param connections how many dialogues follow the script */
  follow(script: SmtpScript, connections: number): void {
    this.script = script;
    this.left = connections;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private meet(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    const script = this.left > 0 ? this.script : {};
    this.left -= 1;
    const dialogue: Dialogue = { socket, buffered: '', isText: false, text: '', script };
    this.listen(dialogue);
    this.answer(dialogue, 'greeting', '220 mail.firma.example ESMTP');
  }

  private listen(dialogue: Dialogue): void {
    const { socket } = dialogue;
    // a client that has had enough, or a handshake that failed, is what many scripts are about
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      dialogue.buffered += bytes.toString('latin1');
      for (;;) {
        const end = dialogue.buffered.indexOf('\r\n');
        if (end === -1) return;
        const line = dialogue.buffered.slice(0, end);
        dialogue.buffered = dialogue.buffered.slice(end + 2);
        this.hear(dialogue, line);
      }
    });
  }

  private hear(dialogue: Dialogue, line: string): void {
    if (dialogue.isText) return this.hearText(dialogue, line);
    const phase = line.split(' ')[0]!.toUpperCase() as SmtpPhase;
    switch (phase) {
      case 'EHLO':
        return this.answer(dialogue, phase, this.features(dialogue.socket));
      case 'STARTTLS':
        this.answer(dialogue, phase, '220 Go ahead');
        if (dialogue.script.STARTTLS === undefined) this.speakTls(dialogue);
        return;
      case 'AUTH':
        return this.answer(dialogue, phase, '235 Accepted');
      case 'DATA':
        dialogue.text = '';
        dialogue.isText = isWell(dialogue.script.DATA);
        return this.answer(dialogue, phase, '354 Go ahead');
      case 'QUIT':
        this.answer(dialogue, phase, '221 Bye');
        dialogue.socket.end();
        return;
      default:
        return this.answer(dialogue, phase, '250 OK');
    }
  }

  private hearText(dialogue: Dialogue, line: string): void {
    if (dialogue.text === '') this.begun += 1;
    if (dialogue.script.text !== undefined) return this.answer(dialogue, 'text', '');
    if (line !== '.') {
      dialogue.text += `${line}\n`;
      return;
    }
    dialogue.isText = false;
    if (isWell(dialogue.script.dot) || isTaking(dialogue.script.dot)) {
      this.taken.push(/^message-id: *(.*)$/im.exec(dialogue.text)?.[1] ?? '');
    }
    this.answer(dialogue, 'dot', '250 Taken');
  }

  private features(socket: Socket): string {
    const isOpenlyRead = !(socket instanceof TLSSocket) && this.certificate !== null;
    return [
      '250-mail.firma.example',
      ...(isOpenlyRead ? ['250-STARTTLS'] : []),
      '250 AUTH PLAIN',
    ].join('\r\n');
  }

  private speakTls(dialogue: Dialogue): void {
    const { socket } = dialogue;
    socket.removeAllListeners('data');
    dialogue.socket = new TLSSocket(socket, {
      isServer: true,
      secureContext: createSecureContext(this.certificate!),
    });
    dialogue.buffered = '';
    this.listen(dialogue);
  }

  private answer({ socket, script }: Dialogue, phase: SmtpPhase, well: string): void {
    const deed = script[phase];
    if (deed === undefined) {
      socket.write(`${well}\r\n`);
    } else if (deed === 'reset' || deed === 'take-and-reset') {
      socket.resetAndDestroy();
    } else if (deed === 'half-close') {
      socket.end();
    } else if (typeof deed === 'object') {
      if ('drip' in deed) return drip(socket, deed.drip, deed.everyMs);
      if ('meanwhile' in deed) return void deed.meanwhile().then(() => socket.write(`${well}\r\n`));
      socket.write(`${deed.say}\r\n`);
      if (deed.then === 'close') socket.end();
    }
  }
}

function isWell(deed: SmtpDeed | undefined): boolean {
  return deed === undefined || (typeof deed === 'object' && 'meanwhile' in deed);
}

function isTaking(deed: SmtpDeed | undefined): boolean {
  return (
    deed === 'take-and-reset' ||
    deed === 'take-and-be-silent' ||
    (typeof deed === 'object' && 'say' in deed && /^2\d\d/.test(deed.say)) ||
    (typeof deed === 'object' && 'drip' in deed && /^2\d\d /.test(deed.drip))
  );
}

/** One byte at a time; the client may leave in the middle. */
function drip(socket: Socket, text: string, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at === text.length || socket.destroyed) return clearInterval(timer);
    socket.write(text[at]!);
    at += 1;
  }, everyMs);
  socket.once('close', () => clearInterval(timer));
}
