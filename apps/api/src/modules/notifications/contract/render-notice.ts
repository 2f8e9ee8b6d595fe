import type { Transaction } from '../../../platform/database/transaction.js';
import type { MailAttachment } from '../../../platform/mail/compose-message.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Language } from '../../identity/contract/languages.js';
import type { InvoiceCharges } from '../../late-payment/contract/late-charges.js';
import { type InvoicePdfs, type LeftOut, readInvoicePdfs } from '../attachments/invoice-pdfs.js';
import { type AttachmentKind, makeAttachments } from '../attachments/make-attachments.js';
import type { NoteToSend } from '../../late-payment/contract/notes-to-send.js';
import { readOpenItems } from '../attachments/open-items.reader.js';
import type { OpenItem } from '../attachments/statement.js';
import { wantedByCase } from '../attachments/wanted-attachments.js';
import { noteFile } from '../interest-note/note-file.js';
import { withEnclosed } from '../interest-note/note-mail-words.js';
import { textInForce } from '../templates/text-in-force.js';
import type { Letter } from '../texts/letter-view.js';
import type { NoticeFacts } from '../texts/notice-facts.js';
import type { NoticeText } from '../texts/notice-text.js';
import { filledLetter, rendered, type RenderedText } from '../texts/render-text.js';
import { type NoticeSubject, readFactsOf } from './notice-facts.reader.js';
import { type Recipient, readRecipients } from './recipients.reader.js';

export interface NoticeToRender extends NoticeSubject {
  readonly audience: 'client' | 'staff';
  readonly language: Language;
  /** Interest notes that go with it; left out: none. */
  readonly notes?: readonly NoteToSend[];
  /** Which invoices it can take along; left out: all. */
  readonly canTakeInvoice?: (content: Buffer) => Promise<boolean>;
}

/** All that a letter is made of. */
export interface LetterMaterial {
  readonly language: Language;
  readonly text: NoticeText;
  /** 0 is the text that ships with the product. */
  readonly templateVersion: number;
  readonly facts: NoticeFacts;
  readonly recipients: readonly Recipient[];
  readonly wanted: readonly AttachmentKind[];
  /** Everything open with the client; only read for a statement. */
  readonly items: readonly OpenItem[];
  readonly notes: readonly NoteToSend[];
  /** The invoices as their providers print them; only read where they go along. */
  readonly invoicePdfs: InvoicePdfs;
}

export interface RenderedNotice extends RenderedText {
  /** The same in its parts, for a page that is printed. */
  readonly letter: Letter;
  /** 0 is the text that ships with the product. */
  readonly templateVersion: number;
  readonly recipients: readonly Recipient[];
  readonly attachments: readonly MailAttachment[];
  /** Invoices it should take along and cannot. */
  readonly leftOut: readonly LeftOut[];
  /** What it says of interest and compensation, by case. */
  readonly charges: readonly InvoiceCharges[];
}

/**
 * Writes a notice out: the text in force for its stage and language, filled with what the account, the
 * client and the invoices say now; what goes with it, and whom it goes to.
 *
 * @throws BrokenText when the account's own text cannot be filled
 */
export async function renderNotice(
  tx: Transaction,
  scope: AccountScope,
  notice: NoticeToRender,
): Promise<RenderedNotice> {
  const [material] = await readLetterMaterial(tx, scope, [notice]);
  return writeNotice(material!);
}

/** Reads what several letters of one day are made of, in their order. */
export async function readLetterMaterial(
  tx: Transaction,
  scope: AccountScope,
  notices: readonly NoticeToRender[],
): Promise<LetterMaterial[]> {
  const [texts, facts, recipients, wanted] = await Promise.all([
    readTexts(tx, scope, notices),
    readFactsOf(tx, scope, notices),
    readRecipients(tx, scope, notices),
    readWanted(tx, scope, notices),
  ]);
  return Promise.all(
    notices.map(
      async ({ language, clientId, caseIds, today, notes = [], canTakeInvoice }, index) => ({
        language,
        text: texts[index]!.text,
        templateVersion: texts[index]!.version,
        facts: facts[index]!,
        recipients: recipients[index]!,
        wanted: wanted[index]!,
        items: wanted[index]!.includes('statement')
          ? await readOpenItems(tx, scope, clientId, today)
          : [],
        notes,
        invoicePdfs: wanted[index]!.includes('invoice-pdf')
          ? await readInvoicePdfs(tx, scope, caseIds, canTakeInvoice ?? (async () => true))
          : NO_PDFS,
      }),
    ),
  );
}

const NO_PDFS: InvoicePdfs = { files: [], leftOut: [] };

/** The same material gives the same letter. @throws BrokenText when the account's own text cannot be filled */
export async function writeNotice(material: LetterMaterial): Promise<RenderedNotice> {
  const { language, text, templateVersion, facts, recipients, wanted, items, notes, invoicePdfs } =
    material;
  const { files, codes } = await makeAttachments(wanted, facts, items, language);
  const letter = filledLetter(withEnclosed(text, notes, language), facts, language, codes);
  return {
    ...rendered(letter),
    letter,
    templateVersion,
    recipients,
    attachments: [...files, ...notes.map(noteFile), ...invoicePdfs.files],
    leftOut: invoicePdfs.leftOut,
    charges: facts.invoices.flatMap((invoice) => invoice.charges ?? []),
  };
}

/** One look for each stage and language, however many notices have it. */
function readTexts(tx: Transaction, scope: AccountScope, notices: readonly NoticeToRender[]) {
  const looks = new Map<string, ReturnType<typeof textInForce>>();
  return Promise.all(
    notices.map(({ stageKey, language }) => {
      const key = `${stageKey} ${language}`;
      const look = looks.get(key) ?? textInForce(tx, scope.accountId, stageKey, language);
      looks.set(key, look);
      return look;
    }),
  );
}

async function readWanted(
  tx: Transaction,
  scope: AccountScope,
  notices: readonly NoticeToRender[],
): Promise<AttachmentKind[][]> {
  const byStage = Map.groupBy(notices, ({ stageKey }) => stageKey);
  const wanted = await Promise.all(
    [...byStage].map(([stageKey, mine]) => {
      const caseIds = mine.flatMap((notice) => notice.caseIds);
      return wantedByCase(tx, scope, stageKey, caseIds);
    }),
  );
  const byCase = new Map(wanted.flatMap((one) => [...one]));
  return notices.map(({ caseIds }) => [
    ...new Set(caseIds.flatMap((caseId) => byCase.get(caseId) ?? [])),
  ]);
}
