import type { MailAttachment } from '../../../platform/mail/compose-message.js';
import type { AttachmentView } from './attachment-view.dto.js';

/** What a screen says of a file; those shown inside the letter are seen there. */
export function toAttachmentView(
  { name, contentType, contentId, content }: MailAttachment,
  index: number,
): AttachmentView {
  const isInLetter = contentId !== null;
  return { position: index + 1, name, contentType, isInLetter, bytes: content.length };
}
