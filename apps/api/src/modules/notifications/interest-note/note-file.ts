import type { MailAttachment } from '../../../platform/mail/compose-message.js';
import type { NoteToSend } from '../../late-payment/contract/notes-to-send.js';

/** The document as it was issued. A number has signs that no file name can have. */
export function noteFile({ number, file }: NoteToSend): MailAttachment {
  return {
    name: `${number.replaceAll(/[^A-Za-z0-9._-]+/g, '-')}.pdf`,
    contentType: 'application/pdf',
    contentId: null,
    content: file,
  };
}
