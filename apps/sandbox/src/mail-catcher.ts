import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailDev } from 'maildev';

export interface MailCatcherOptions {
  /** 0, the default: any free one */
  readonly smtpPort?: number;
  readonly webPort?: number;
  /** loopback unless told: whoever reaches it reads all mail */
  readonly host?: string;
  /** keeps the mail over a restart; without it everything is gone when the catcher stops */
  readonly folder?: string;
  /** the oldest are dropped beyond it, so that memory and disk stay bounded */
  readonly maxEmails?: number;
}

export interface MailCatcher {
  readonly smtpPort: number;
  /** inbox page; the REST list is below it at /api/email */
  readonly url: string;
  close(): Promise<void>;
}

const MAX_EMAILS = 2000;
/** far above a reminder with its attachments */
const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

/** Takes any mail and delivers none: an SMTP server with an inbox page, for the demo and for tests. */
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
  return {
    smtpPort: smtp.getPort(),
    url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${api?.getPort()}`,
    close: async () => {
      await maildev.stop();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
