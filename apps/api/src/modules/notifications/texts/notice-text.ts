/** Subject and body of a notice as Liquid; the body is plain text, paragraphs are parted by an empty line. */
export interface NoticeText {
  readonly subject: string;
  readonly body: string;
}
