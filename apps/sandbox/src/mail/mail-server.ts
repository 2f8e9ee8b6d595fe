import type { MailDev } from 'maildev';

/** The mail catcher's own parts, by the names its package gives them no export for. */
type Servers = Awaited<ReturnType<MailDev['start']>>;
export type SmtpServer = Servers['smtp'];
export type Email = Awaited<ReturnType<SmtpServer['getEmail']>>;
