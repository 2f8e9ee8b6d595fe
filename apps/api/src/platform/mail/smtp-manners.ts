import type { Settings } from '../../config/env.js';

/** How this process behaves towards mail servers. */
export interface SmtpManners {
  /** how it introduces itself (EHLO) */
  readonly name: string;
  /** how long a server may be silent, in milliseconds */
  readonly patienceMs: number;
}

/** The same towards every server. */
export function smtpManners({ PUBLIC_URL, SMTP_PATIENCE_SECONDS }: Settings): SmtpManners {
  return { name: new URL(PUBLIC_URL).hostname, patienceMs: SMTP_PATIENCE_SECONDS * 1000 };
}
