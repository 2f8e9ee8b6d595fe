/** A file that leaves with a letter. */
export class AttachmentView {
  /** Counts from 1. */
  position: number;
  name: string;
  contentType: 'application/pdf' | 'image/png';
  /** A picture that is shown inside the letter. */
  isInLetter: boolean;
  bytes: number;
}
