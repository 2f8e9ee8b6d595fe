import type { Email } from './mail-server.js';

/** What an answer needs to know of the mail it answers. */
export interface OriginalMail {
  readonly id: string;
  readonly messageId: string | null;
  readonly subject: string;
  /** whom it came from by its envelope: bounces go there */
  readonly sender: string;
  /** where people's answers go */
  readonly replyTo: string;
  readonly recipient: string;
  readonly text: string;
  /** its header lines as they came */
  readonly header: string;
}

/** @param raw the bytes as they were caught */
export function originalMail(email: Email, raw: string): OriginalMail {
  const end = raw.search(/\r?\n\r?\n/);
  const header = end === -1 ? raw : raw.slice(0, end);
  const sender = email.envelope.from.address;
  return {
    id: email.id,
    messageId: fieldOf(header, 'message-id'),
    subject: email.subject,
    sender,
    replyTo:
      /<([^>]+)>/.exec(fieldOf(header, 'reply-to') ?? '')?.[1] ??
      fieldOf(header, 'reply-to') ??
      sender,
    recipient: email.envelope.to[0]?.address ?? '',
    text: email.text ?? '',
    header,
  };
}

function fieldOf(header: string, name: string): string | null {
  const unfolded = header.replace(/\r?\n[ \t]+/g, ' ');
  return new RegExp(`^${name}:\\s*(.*?)\\s*$`, 'im').exec(unfolded)?.[1] ?? null;
}
