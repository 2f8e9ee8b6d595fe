import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailDev } from 'maildev';

import { type Clock, realClock } from './clock.js';
import { ImapFaults } from './imap/imap-faults.js';
import { startImapServer } from './imap/start-imap-server.js';
import { answerNotices, isNotice } from './mail/answer-notices.js';
import { CaughtInboxes } from './mail/caught-inboxes.js';
import { MailControl } from './mail/mail-control.js';
import { mailControlRoutes } from './mail/mail-control-routes.js';
import type { Email } from './mail/mail-server.js';

export interface MailCatcherOptions {
  /** 0, the default: any free one */
  readonly smtpPort?: number;
  readonly webPort?: number;
  readonly imapPort?: number;
  readonly controlPort?: number;
  /** loopback unless told: whoever reaches it reads all mail */
  readonly host?: string;
  /** keeps the mail over a restart; without it everything is gone when the catcher stops */
  readonly folder?: string;
  /** the oldest are dropped beyond it, so that memory and disk stay bounded */
  readonly maxEmails?: number;
  /** now and then a notice comes back or is answered, as in life; nobody answers unless told */
  readonly isAnswering?: boolean;
  /** told when an answer could not be given */
  readonly onFailure?: (error: unknown) => void;
  /** the date of answers */
  readonly clock?: Clock;
}

export interface MailCatcher {
  readonly smtpPort: number;
  /** every address has an inbox there: sign in with it, with any password but `wrong` */
  readonly imapPort: number;
  /** inbox page; the REST list is below it at /api/email */
  readonly url: string;
  /** what plays the other side, over HTTP */
  readonly controlUrl: string;
  /** the same, in this process */
  readonly control: MailControl;
  close(): Promise<void>;
}

const MAX_EMAILS = 2000;
/** far above a reminder with its attachments */
const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

/**
 * Takes any mail and delivers none: an SMTP server with an inbox page and an IMAP server, for the demo and for tests.
 * It can play the other side: bounce what it caught, and answer it.
 */
export async function startMailCatcher(options: MailCatcherOptions = {}): Promise<MailCatcher> {
  const host = options.host ?? '127.0.0.1';
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'mail-catcher-')));
  const maildev = new MailDev({
    smtp: options.smtpPort ?? 0,
    ip: host,
    web: options.webPort ?? 0,
    webIp: host,
    mailDirectory: folder,
    maxEmails: options.maxEmails ?? MAX_EMAILS,
    maxMessageSize: MAX_MESSAGE_BYTES,
    silent: true,
  });
  const { smtp, api } = await maildev.start();

  const inboxes = new CaughtInboxes(realClock);
  const kept = await smtp.getAllEmails();
  for (const email of kept) inboxes.add(email);
  smtp.on('new', (email: Email) => inboxes.add(email));
  smtp.on('delete', ({ id }: { id: string }) => inboxes.remove(id));

  const clock = options.clock ?? realClock;
  const faults = new ImapFaults();
  const control = new MailControl(smtp, inboxes, faults, clock);
  if (options.isAnswering === true)
    answerNotices(
      smtp,
      control,
      clock,
      kept.filter(isNotice).length,
      options.onFailure ?? (() => undefined),
    );
  const imap = await startImapServer(
    { port: options.imapPort ?? 0, host },
    (name, password) => (password === 'wrong' ? null : inboxes.foldersOf(name)),
    faults,
  );
  const routes = mailControlRoutes(control);
  await routes.listen({ port: options.controlPort ?? 0, host });

  const shown = host === '0.0.0.0' ? '127.0.0.1' : host;
  return {
    smtpPort: smtp.getPort(),
    imapPort: imap.port,
    url: `http://${shown}:${api?.getPort()}`,
    controlUrl: `http://${shown}:${(routes.server.address() as AddressInfo).port}/control`,
    control,
    close: async () => {
      await Promise.all([imap.close(), routes.close()]);
      await maildev.stop();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
