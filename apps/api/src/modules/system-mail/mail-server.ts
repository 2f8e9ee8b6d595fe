import type { Settings } from '../../config/env.js';
import type { SmtpAccess } from '../../platform/mail/smtp-session.js';

/** The operator's mail server for the product's own mail. */
export interface MailServer extends SmtpAccess {
  readonly host: string;
  readonly port: number;
  readonly fromEmail: string;
}

/** The mail server of the settings; a demo's is its mail catcher. Null where there is none: nothing can be mailed. */
export function mailServer(settings: Settings): MailServer | null {
  const text = settings.SYSTEM_SMTP_URL ?? (settings.DEMO ? settings.DEMO_SMTP_URL : undefined);
  if (text === undefined) return null;
  const url = new URL(text);
  const isCatcher = settings.SYSTEM_SMTP_URL === undefined;
  const security = url.protocol === 'smtps:' ? 'tls' : 'starttls';
  return {
    host: url.hostname,
    port: Number(url.port || (security === 'tls' ? 465 : 587)),
    security: isCatcher || url.searchParams.get('tls') === 'none' ? 'none' : security,
    username: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
    fromEmail:
      settings.SYSTEM_MAIL_FROM ?? `no-reply@${domainOf(new URL(settings.PUBLIC_URL).hostname)}`,
  };
}

/** A demo's own host has no domain that may stand in an address. */
function domainOf(hostname: string): string {
  return hostname.includes('.') && !/^[\d.[\]:]+$/.test(hostname) ? hostname : 'localhost.example';
}
