import { randomUUID } from 'node:crypto';

import type { OriginalMail } from './original-mail.js';

export interface ReplyOrder {
  readonly text: string;
  /** another address than the one that was written to */
  readonly from?: string;
  readonly subject?: string;
  /** header lines besides the usual ones: `{"Auto-Submitted": "auto-replied"}` */
  readonly headers?: Readonly<Record<string, string>>;
  /** false: nothing in it says which mail it answers */
  readonly isThreaded?: boolean;
}

/** What somebody's mail program makes of an answer: their words, and ours quoted below. */
export function composeReply(original: OriginalMail, order: ReplyOrder, at: Date): string {
  const from = order.from ?? original.recipient;
  const isThreaded = order.isThreaded !== false && original.messageId !== null;
  const body = `${order.text}\n\nOn ${at.toUTCString()}, ${original.sender} wrote:\n${quote(original.text)}\n`;
  return [
    `From: ${from}`,
    `To: ${original.replyTo}`,
    `Subject: ${encoded(order.subject ?? `Re: ${original.subject}`)}`,
    `Date: ${at.toUTCString()}`,
    `Message-ID: <${randomUUID()}@${from.split('@').at(-1) ?? 'localhost'}>`,
    ...(isThreaded
      ? [`In-Reply-To: ${original.messageId}`, `References: ${original.messageId}`]
      : []),
    ...Object.entries(order.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    wrapped(Buffer.from(body, 'utf8').toString('base64')),
    '',
  ].join('\r\n');
}

function quote(text: string): string {
  const lines = text.trimEnd().split('\n').slice(0, 40);
  return lines.map((line) => `> ${line}`).join('\n');
}

function encoded(text: string): string {
  // header lines are ASCII, everything else is encoded (RFC 2047)
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}

function wrapped(text: string): string {
  return text.replace(/.{76}(?=.)/g, '$&\r\n');
}
