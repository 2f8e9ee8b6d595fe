import type { MailboxBody, MailboxPlace, MailboxView } from '../../shared/api/schemas.js';

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

/** A mailbox of another sender, taken for this one too. */
export const draftFrom = (place: MailboxPlace): MailboxDraft => ({ ...place, password: '' });

/** A stored password is for the server, name and encryption it was typed with, whichever sender's mailbox that was. */
export const needsPassword = (draft: MailboxDraft, stored: MailboxView): boolean =>
  ![...(stored.hasPassword ? [stored] : []), ...stored.otherMailboxes].some(
    (one) =>
      isSame(draft.host, one.host) &&
      isSame(draft.username, one.username) &&
      draft.port === one.port &&
      draft.security === one.security,
  );

/** Whether this is where the draft leads, so that the mailbox would be read once for both. */
export const isPlace = (draft: MailboxDraft, place: MailboxPlace): boolean =>
  isSame(draft.host, place.host) &&
  isSame(draft.username, place.username) &&
  draft.folder.trim() === place.folder;

const isSame = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.toLowerCase();

export const bodyOf = ({ password, ...draft }: MailboxDraft): MailboxBody => ({
  ...draft,
  host: draft.host.trim(),
  username: draft.username.trim(),
  folder: draft.folder.trim(),
  ...(password && { password }),
});
