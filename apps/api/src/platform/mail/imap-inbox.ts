import { isIP } from 'node:net';

import type { ImapFlow } from 'imapflow';

import type { CheckedHost } from '../egress/egress-policy.js';
import type { SmtpAccess } from './smtp-session.js';

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
/** What a server may send in one answer: a list of new numbers, or the part of a mail that is asked for. */
const MOST_ANSWER_BYTES = 4 * 1024 * 1024;

/** How a mail server wants to be spoken to, as for sending; a mailbox always has a user name. */
export type ImapAccess = SmtpAccess & { readonly username: string; readonly folder: string };

/** Why a mailbox could not be read. */
export type MailboxProblem =
  'cannot-connect' | 'tls-failed' | 'sign-in-refused' | 'folder-missing' | 'connection-lost';

/** A mailbox that could not be read; the message is the server's or the network's, for the log only. */
export class MailboxUnreadable extends Error {
  constructor(
    readonly problem: MailboxProblem,
    message: string,
  ) {
    super(message);
  }
}

/** A mail's first bytes, as they came. */
export interface FetchedMail {
  readonly uid: number;
  readonly bytes: Buffer;
  /** it goes on behind them */
  readonly isCut: boolean;
}

/** One opened folder of a mail server. It is read and never changed: nothing is marked, moved or thrown away. */
export class ImapInbox {
  private constructor(
    private readonly client: ImapFlow,
    readonly uidValidity: bigint,
  ) {}

  /**
   * Connects to the address that was checked, speaks TLS with the name that was typed, signs in and opens the folder.
   *
   * @throws MailboxUnreadable
   */
  static async open(access: ImapAccess, checked: CheckedHost): Promise<ImapInbox> {
    const serverName = isIP(checked.host) === 0 ? { servername: checked.host } : {};
    const { ImapFlow } = await import('imapflow');
    const client = new ImapFlow({
      host: checked.address,
      port: checked.port,
      secure: access.security === 'tls',
      doSTARTTLS: access.security === 'starttls',
      ...serverName,
      tls: { ...serverName, minVersion: 'TLSv1.2' },
      auth: { user: access.username, pass: access.password ?? '' },
      logger: false,
      disableAutoIdle: true,
      disableAutoEnable: true,
      disableCompression: true,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      maxLineLength: MOST_ANSWER_BYTES,
      maxLiteralSize: MOST_ANSWER_BYTES,
      maxResponseSize: 2 * MOST_ANSWER_BYTES,
    });
    // The command that is under way reports what went wrong; an error event nobody hears would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      client.close();
      throw new MailboxUnreadable(problemOfOpening(error), wordsOf(error));
    }
    try {
      const { uidValidity } = await client.mailboxOpen(access.folder, { readOnly: true });
      return new ImapInbox(client, uidValidity);
    } catch (error) {
      client.close();
      const isAnswered = (error as { responseStatus?: string }).responseStatus === 'NO';
      throw new MailboxUnreadable(
        isAnswered ? 'folder-missing' : 'connection-lost',
        wordsOf(error),
      );
    }
  }

  /**
   * The numbers of what came after a mail, in their order.
   *
   * @param since only what arrived on this day or later, where there is no such mail
   * @throws MailboxUnreadable
   */
  async newSince(lastUid: number, since: Date | null): Promise<number[]> {
    const range = { uid: `${lastUid + 1}:*` };
    const found = await this.asked(() =>
      this.client.search(since === null ? range : { ...range, since }, { uid: true }),
    );
    // "n:*" always names the last mail, even one below n (RFC 9051, section 9)
    return (found || []).filter((uid) => uid > lastUid).sort((one, other) => one - other);
  }

  /**
   * The beginning of a mail.
   *
   * @returns null when it is gone
   * @throws MailboxUnreadable
   */
  async fetch(uid: number, mostBytes: number): Promise<FetchedMail | null> {
    const found = await this.asked(() =>
      this.client.fetchOne(
        String(uid),
        { uid: true, size: true, source: { start: 0, maxLength: mostBytes } },
        { uid: true },
      ),
    );
    if (!found || found.source === undefined) {
      // An answer that made no sense looks like none: only what the server does not list any more is gone.
      const listed = await this.asked(() =>
        this.client.search({ uid: String(uid) }, { uid: true }),
      );
      if (listed && listed.includes(uid))
        throw this.lost('a mail that is listed was not handed out');
      return null;
    }
    return { uid, bytes: found.source, isCut: (found.size ?? 0) > found.source.length };
  }

  /**
   * Which of our messages lie in the folder of what has been sent, found by its mark (RFC 6154) or its usual names. The
   * opened folder is left for it, so this comes last.
   *
   * @param messageIds with their angle brackets
   * @returns none where there is no such folder
   * @throws MailboxUnreadable
   */
  async copiesOf(messageIds: readonly string[]): Promise<string[]> {
    const folders = await this.asked(() => this.client.list());
    const sent = folders.find(({ specialUse }) => specialUse === '\\Sent');
    if (sent === undefined) return [];
    await this.asked(() => this.client.mailboxOpen(sent.path, { readOnly: true }));
    const found: string[] = [];
    for (const id of messageIds) {
      const uids = await this.asked(() =>
        this.client.search({ header: { 'message-id': id } }, { uid: true }),
      );
      if (uids && uids.length > 0) found.push(id);
    }
    return found;
  }

  /** Never throws: what was asked for is here, or was reported. */
  async close(): Promise<void> {
    await this.client.logout().catch(() => this.client.close());
  }

  private async asked<T>(work: () => Promise<T>): Promise<T> {
    try {
      const answer = await work();
      // A connection that ended in the middle of an answer leaves none, and no error either.
      if (!this.client.usable) throw new Error('the connection ended');
      return answer;
    } catch (error) {
      throw this.lost(wordsOf(error));
    }
  }

  private lost(words: string): MailboxUnreadable {
    this.client.close();
    return new MailboxUnreadable('connection-lost', words);
  }
}

function problemOfOpening(error: unknown): MailboxProblem {
  const { authenticationFailed, code } = error as { authenticationFailed?: boolean; code?: string };
  if (authenticationFailed === true) return 'sign-in-refused';
  const isTls =
    code === 'ETLS' ||
    /certificate|self-signed|altnames|starttls|\b(ssl|tls)\b|wrong version number/i.test(
      wordsOf(error),
    );
  return isTls ? 'tls-failed' : 'cannot-connect';
}

function wordsOf(error: unknown): string {
  const { responseText, message } = error as { responseText?: string; message?: string };
  return (responseText ?? message ?? String(error)).slice(0, 1000);
}
