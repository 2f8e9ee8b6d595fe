import type { SenderBody, SenderList, SenderView } from '../../shared/api/schemas.js';

/** What the form of a sender holds: texts as typed, empty where the API says null. */
export interface SenderDraft {
  use: SenderView['use'];
  host: string;
  port: number;
  security: SenderView['security'];
  username: string;
  password: string;
  fromName: string;
  fromEmail: string;
  replyTo: string;
  signature: string;
  perMinute: number | '';
  perHour: number | '';
  perDay: number | '';
}

/** The ports that RFC 8314 and RFC 6409 name, and the one of mail between servers. */
export const USUAL_PORTS: Readonly<Record<SenderView['security'], number>> = {
  tls: 465,
  starttls: 587,
  none: 25,
};

export const draftOf = (sender: SenderView): SenderDraft => ({
  use: sender.use,
  host: sender.host,
  port: sender.port,
  security: sender.security,
  username: sender.username ?? '',
  password: '',
  fromName: sender.fromName,
  fromEmail: sender.fromEmail,
  replyTo: sender.replyTo ?? '',
  signature: sender.signature,
  perMinute: sender.perMinute ?? '',
  perHour: sender.perHour ?? '',
  perDay: sender.perDay ?? '',
});

/** A sender that is still to be typed; the first one writes everything. */
export const newDraft = (senders: SenderList): SenderDraft => ({
  use: senders.items.length === 0 ? 'default' : 'spare',
  host: '',
  port: USUAL_PORTS.starttls,
  security: 'starttls',
  username: '',
  password: '',
  fromName: senders.suggestedFromName,
  fromEmail: senders.suggestedFromEmail,
  replyTo: '',
  signature: '',
  perMinute: '',
  perHour: '',
  perDay: '',
});

/** An empty password keeps the stored one, so it is left out. */
export function bodyOf(draft: SenderDraft): SenderBody {
  const text = (value: string): string | null => value.trim() || null;
  const limit = (value: number | ''): number | null => (value === '' ? null : value);
  return {
    use: draft.use,
    host: draft.host.trim(),
    port: draft.port,
    security: draft.security,
    username: text(draft.username),
    ...(draft.password === '' ? {} : { password: draft.password }),
    fromName: draft.fromName.trim(),
    fromEmail: draft.fromEmail.trim(),
    replyTo: text(draft.replyTo),
    signature: draft.signature.trim(),
    perMinute: limit(draft.perMinute),
    perHour: limit(draft.perHour),
    perDay: limit(draft.perDay),
  };
}

/** The stored password is only for the server and name it was typed for. */
export const needsPassword = (draft: SenderDraft, sender: SenderView | null): boolean =>
  draft.username.trim() !== '' &&
  (sender === null ||
    !sender.hasPassword ||
    draft.host.trim() !== sender.host ||
    draft.port !== sender.port ||
    draft.security !== sender.security ||
    draft.username.trim() !== sender.username);
