import { createHash } from 'node:crypto';

import type { InboundMail } from '@invoicetracker/inbound-mail';
import type { ParsedMail, SimpleParserOptions } from 'mailparser';

/** A mail with what is needed to take it in once. */
export interface ReceivedMail {
  readonly mail: InboundMail;
  /** its Message-ID, or a digest of its bytes where it has none */
  readonly identity: string;
  /** the moment its writer names; null without one */
  readonly writtenAt: Date | null;
  readonly isCut: boolean;
}

/** HTML beyond it is not turned into text: nobody writes so much to say when they will pay. */
const MOST_HTML = 200_000;
/** Reports stay parts of their own; the option is younger than the package's types. */
const PARSING: SimpleParserOptions & { readonly keepDeliveryStatus: true } = {
  keepDeliveryStatus: true,
  maxHtmlLengthToParse: MOST_HTML,
  skipImageLinks: true,
  skipTextToHtml: true,
  skipTextLinks: true,
};
/** More of an id than this is no id, and would not fit an index. */
const MOST_ID = 300;

/**
 * Decodes a mail. Its HTML is turned into text here and goes no further.
 *
 * @param bytes its beginning at least
 */
export async function parseMail(bytes: Buffer, isCut: boolean): Promise<ReceivedMail> {
  const { simpleParser } = await import('mailparser');
  const parsed = await simpleParser(bytes, PARSING);
  const messageId = idOf(parsed.messageId);
  const date = parsed.date;
  return {
    mail: {
      messageId,
      answers: answersOf(parsed),
      from: parsed.from?.value[0]?.address?.toLowerCase() || null,
      subject: plain(parsed.subject ?? ''),
      text: plain(parsed.text ?? ''),
      headers: headersOf(parsed),
      parts: parsed.attachments.map((part) => ({
        contentType: part.contentType.toLowerCase(),
        text: plain(part.content.toString('utf8')),
      })),
    },
    identity: messageId ?? createHash('sha256').update(bytes).digest('hex'),
    writtenAt: date === undefined || Number.isNaN(date.getTime()) ? null : date,
    isCut,
  };
}

function idOf(text: string | undefined): string | null {
  const id = text?.trim() ?? '';
  return id === '' || id.length > MOST_ID ? null : plain(id);
}

function answersOf({ inReplyTo, references }: ParsedMail): string[] {
  const nearestFirst = [references ?? []].flat().reverse();
  const ids = [...(inReplyTo?.match(/<[^<>\s]+>/g) ?? []), ...nearestFirst];
  return [...new Set(ids)].filter((id) => id.length <= MOST_ID).slice(0, 50);
}

/** Unfolded lines by their names; what stands more than once is joined. */
function headersOf({ headerLines }: ParsedMail): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { key, line } of headerLines) {
    const value = plain(line.slice(line.indexOf(':') + 1))
      .replace(/\s+/g, ' ')
      .trim();
    headers[key] = key in headers ? `${headers[key]} ${value}` : value;
  }
  return headers;
}

/** What a table and a page can hold: no NUL, no half of a character, lines that end with \n. */
function plain(text: string): string {
  return text.replace(/\0/g, '').replace(/\r\n?/g, '\n').toWellFormed();
}
