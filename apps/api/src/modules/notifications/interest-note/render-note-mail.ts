import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Language } from '../../identity/contract/languages.js';
import type { NoteToSend } from '../../late-payment/contract/notes-to-send.js';
import { readAddressees, readFirm } from '../contract/read-parties.js';
import { readRecipients } from '../contract/recipients.reader.js';
import type { RenderedNotice } from '../contract/render-notice.js';
import type { SenderKind } from '../senders/sender.reader.js';
import { filledLetter, rendered } from '../texts/render-text.js';
import { noteFile } from './note-file.js';
import { noteMailText } from './note-mail-words.js';

interface NoteMail {
  readonly clientId: string;
  readonly senderKind: SenderKind;
  readonly language: Language;
}

/** Writes the message that brings a note alone: words of the product, the firm's signature, and the document. */
export async function renderNoteMail(
  tx: Transaction,
  scope: AccountScope,
  mail: NoteMail,
  note: NoteToSend,
  today: string,
): Promise<RenderedNotice> {
  const { accountId } = scope;
  const [firm, addressees, recipients] = await Promise.all([
    readFirm(tx, accountId),
    readAddressees(tx, accountId, [mail]),
    readRecipients(tx, scope, [{ clientId: mail.clientId, audience: 'client' }]),
  ]);
  const facts = { ...firm, ...addressees[0]!, invoices: [], credits: [], today };
  const letter = filledLetter(noteMailText(note, mail.language), facts, mail.language, []);
  return {
    ...rendered(letter),
    letter,
    templateVersion: 0,
    recipients: recipients[0]!,
    attachments: [noteFile(note)],
    leftOut: [],
    charges: [],
  };
}
