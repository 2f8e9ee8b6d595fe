import type { MailboxBody, MailboxView } from '../../shared/api/schemas.js';

export type MailboxDraft = Omit<MailboxBody, 'password'> & { password: string };

/** The port a way of encrypting usually has. */
export const USUAL_PORTS = { tls: 993, starttls: 143, none: 143 } as const;

export const draftOf = (mailbox: MailboxView): MailboxDraft => ({
  host: mailbox.host,
  port: mailbox.port,
  security: mailbox.security,
  username: mailbox.username,
  folder: mailbox.folder,
  isHolding: mailbox.isHolding,
  password: '',
});

/** A stored password is for the server, name and encryption it was typed with. */
export const needsPassword = (draft: MailboxDraft, stored: MailboxView): boolean =>
  !stored.hasPassword ||
  draft.host.trim() !== stored.host ||
  draft.port !== stored.port ||
  draft.security !== stored.security ||
  draft.username.trim() !== stored.username;

export const bodyOf = ({ password, ...draft }: MailboxDraft): MailboxBody => ({
  ...draft,
  host: draft.host.trim(),
  username: draft.username.trim(),
  folder: draft.folder.trim(),
  ...(password && { password }),
});
