import MailComposer from 'nodemailer/lib/mail-composer';

/** A file that leaves with a message. */
export interface MailAttachment {
  readonly name: string;
  readonly contentType: 'application/pdf' | 'image/png';
  /** Of a picture shown inside the message, without angle brackets; null for a file beside it. */
  readonly contentId: string | null;
  readonly content: Buffer;
  /** Of a file that is kept by itself: letters that take it along point at it. */
  readonly sha256?: Buffer;
}

/** A message as it will leave. The same values always give the same bytes, at every attempt. */
export interface OutgoingMessage {
  readonly deliveryId: string;
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string | null;
  readonly recipient: string;
  readonly subject: string;
  readonly bodyText: string;
  readonly bodyHtml: string;
  readonly attachments?: readonly MailAttachment[];
  /** The moment of the first attempt. */
  readonly date: Date;
}

/** Builds the bytes: text and HTML, nothing from disk or network, nothing random. */
export function composeMessage(message: OutgoingMessage): Promise<Buffer> {
  const composer = new MailComposer({
    messageId: message.messageId,
    from: message.from,
    to: { name: '', address: message.recipient },
    ...(message.replyTo === null ? {} : { replyTo: message.replyTo }),
    subject: message.subject,
    text: message.bodyText,
    html: message.bodyHtml,
    attachments: (message.attachments ?? []).map(toPart),
    date: message.date,
    baseBoundary: message.deliveryId,
    // RFC 3834: machines must not answer a machine.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  });
  return composer.compile().build();
}

function toPart({ name, contentType, contentId, content }: MailAttachment) {
  return contentId === null
    ? { filename: name, contentType, content, contentDisposition: 'attachment' as const }
    : {
        filename: name,
        contentType,
        content,
        cid: contentId,
        contentDisposition: 'inline' as const,
      };
}
