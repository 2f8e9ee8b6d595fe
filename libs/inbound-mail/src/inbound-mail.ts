/** A mail that came in, decoded; nothing here renders it or follows what is in it. */
export interface InboundMail {
  /** with its angle brackets; null when the sender left it out */
  readonly messageId: string | null;
  /** message ids of `In-Reply-To` and `References`, with their brackets, nearest first */
  readonly answers: readonly string[];
  /** lower case; null where there is none, or the envelope's empty path */
  readonly from: string | null;
  readonly subject: string;
  /** what a reader sees, quotations and all; lines end with \n */
  readonly text: string;
  /** lower-case names; a header that stands more than once is joined by blanks */
  readonly headers: Readonly<Record<string, string>>;
  /** parts besides the text, in their order: reports, mails inside the mail */
  readonly parts: readonly InboundPart[];
}

export interface InboundPart {
  /** lower case, without parameters: `message/delivery-status` */
  readonly contentType: string;
  readonly text: string;
}
