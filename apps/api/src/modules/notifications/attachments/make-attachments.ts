import type { MailAttachment } from '../../../platform/mail/compose-message.js';
import type { Language } from '../../identity/contract/languages.js';
import type { CodePicture } from '../texts/letter-view.js';
import { chargeLines } from '../texts/late-charges-said.js';
import type { NoticeFacts } from '../texts/notice-facts.js';
import { paymentInstructions } from '../texts/payment-instructions.js';
import { codePicture } from './code-picture.js';
import { paymentCode } from './payment-code.js';
import { type OpenItem, statementOf } from './statement.js';
import { type DrawnCode, statementPdf } from './statement-pdf.js';
import { STATEMENT_WORDS } from './statement-words.js';

/** What a stage may send along. */
export type AttachmentKind = 'invoice-pdf' | 'statement' | 'payment-code';

/** What goes with a letter: the files, and how the page shows those that are pictures in it. */
export interface Attachments {
  readonly files: readonly MailAttachment[];
  /** One for each payment instruction, in their order; null where there is none. */
  readonly codes: readonly (CodePicture | null)[];
}

/**
 * Makes what a stage sends along. The same facts give the same files.
 *
 * @param items everything open with the client; only read for a statement
 */
export async function makeAttachments(
  wanted: readonly AttachmentKind[],
  facts: NoticeFacts,
  items: readonly OpenItem[],
  language: Language,
): Promise<Attachments> {
  const drawn = wanted.includes('payment-code') ? await drawCodes(facts, language) : [];
  const pictures = drawn.flatMap((code, index) =>
    code === null ? [] : [pictureFile(code, index)],
  );
  const hasStatement = wanted.includes('statement') && items.length > 0;
  return {
    codes: drawn.map((code, index) => code && toPicture(code, index, language)),
    files: hasStatement
      ? [...pictures, await statementFile(facts, items, language, drawn)]
      : pictures,
  };
}

function drawCodes(facts: NoticeFacts, language: Language): Promise<(DrawnCode | null)[]> {
  const words = STATEMENT_WORDS[language];
  return Promise.all(
    paymentInstructions(facts).map(async (instruction) => {
      const code = paymentCode(instruction, facts.firm);
      if (code === null) return null;
      const caption = code.hasAmount ? words.codeCaption : words.codeWithoutAmount;
      return { png: await codePicture(code), caption };
    }),
  );
}

/** Unique inside its message, which is all that a mail program looks at. */
const contentId = (index: number): string => `payment-code-${index + 1}@letter.invalid`;

function pictureFile({ png }: DrawnCode, index: number): MailAttachment {
  const name = `payment-code-${index + 1}.png`;
  return { name, contentType: 'image/png', contentId: contentId(index), content: png };
}

function toPicture({ caption }: DrawnCode, index: number, language: Language): CodePicture {
  return { src: `cid:${contentId(index)}`, alt: STATEMENT_WORDS[language].codeAlt, caption };
}

async function statementFile(
  facts: NoticeFacts,
  items: readonly OpenItem[],
  language: Language,
  codes: readonly (DrawnCode | null)[],
): Promise<MailAttachment> {
  return {
    name: `${STATEMENT_WORDS[language].fileName}-${facts.today}.pdf`,
    contentType: 'application/pdf',
    contentId: null,
    content: await statementPdf(
      statementOf([...items, ...chargeItems(facts, language)]),
      facts,
      language,
      codes,
    ),
  };
}

/** What the letter asks for beside the invoices, as lines of its statement. */
function chargeItems(facts: NoticeFacts, language: Language): OpenItem[] {
  return facts.invoices.flatMap((invoice) =>
    chargeLines(invoice, facts, language)
      .filter(({ isClaimed }) => isClaimed)
      .map(({ label, amount }) => ({
        number: `${invoice.number}: ${label}`,
        issuedOn: null,
        dueOn: invoice.dueOn,
        amount,
        paid: { ...amount, minor: 0n },
        open: amount,
        standing: 'overdue' as const,
      })),
  );
}
