import type { SenderBody, SenderView } from '../../shared/api/schemas.js';

/** What the form of the sender holds: texts as typed, empty where the API says null. */
export interface SenderDraft {
  host: string;
  port: number;
  security: SenderView['security'];
  username: string;
  password: string;
  fromName: string;
  fromEmail: string;
  replyTo: string;
}

/** The ports that RFC 8314 and RFC 6409 name, and the one of mail between servers. */
export const USUAL_PORTS: Readonly<Record<SenderView['security'], number>> = {
  tls: 465,
  starttls: 587,
  none: 25,
};

export const draftOf = (sender: SenderView): SenderDraft => ({
  host: sender.host,
  port: sender.port,
  security: sender.security,
  username: sender.username ?? '',
  password: '',
  fromName: sender.fromName,
  fromEmail: sender.fromEmail,
  replyTo: sender.replyTo ?? '',
});

/** An empty password keeps the stored one, so it is left out. */
export function bodyOf(draft: SenderDraft): SenderBody {
  const text = (value: string): string | null => value.trim() || null;
  return {
    host: draft.host.trim(),
    port: draft.port,
    security: draft.security,
    username: text(draft.username),
    ...(draft.password === '' ? {} : { password: draft.password }),
    fromName: draft.fromName.trim(),
    fromEmail: draft.fromEmail.trim(),
    replyTo: text(draft.replyTo),
  };
}

/** The stored password is only for the server and name it was typed for. */
export const needsPassword = (draft: SenderDraft, sender: SenderView): boolean =>
  draft.username.trim() !== '' &&
  (!sender.hasPassword ||
    draft.host.trim() !== sender.host ||
    draft.port !== sender.port ||
    draft.security !== sender.security ||
    draft.username.trim() !== sender.username);
