import type { Language } from '../../identity/contract/languages.js';
import { letterHtml } from './letter-html.js';
import type { CodePicture, Letter } from './letter-view.js';
import { BrokenText, renderLiquid } from './liquid.js';
import type { NoticeFacts } from './notice-facts.js';
import { isPlainLine } from '../../../platform/mail/plain-line.js';
import { plainInvoiceList, plainPaymentDetails } from './plain-parts.js';
import { READY_PARTS } from './ready-parts.js';
import type { NoticeText } from './notice-text.js';
import { textFields } from './text-fields.js';

/** A finished message. */
export interface RenderedText {
  readonly subject: string;
  readonly bodyText: string;
  readonly bodyHtml: string;
}

/** Characters a subject may have when finished; longer ones are cut by mail programs anyway. */
const SUBJECT_LIMIT = 250;

/**
 * Fills a text with what is known about the notice. The same facts always give the same bytes.
 *
 * @param codes a picture for each of the payment instructions that has one; in HTML only
 * @throws BrokenText also when the finished subject has a line break or another control character
 */
export function renderText(
  text: NoticeText,
  facts: NoticeFacts,
  language: Language,
  codes: readonly (CodePicture | null)[] = [],
): RenderedText {
  return rendered(filledLetter(text, facts, language, codes));
}

/** The same as pages are made of: its ready-made parts are still to be put in. @throws BrokenText as above */
export function filledLetter(
  text: NoticeText,
  facts: NoticeFacts,
  language: Language,
  codes: readonly (CodePicture | null)[],
): Letter {
  const fields = textFields(facts, language);
  const subject = renderLiquid(text.subject, fields).trim();
  if (subject === '') throw broken('empty-subject', 'The finished subject is empty.');
  if (!isPlainLine(subject)) {
    throw broken(
      'subject-not-one-line',
      'The finished subject has a line break or a control character.',
    );
  }
  if (subject.length > SUBJECT_LIMIT) {
    throw broken(
      'subject-too-long',
      `The finished subject has more than ${SUBJECT_LIMIT} characters.`,
    );
  }
  const written = renderLiquid(text.body.replaceAll('\r\n', '\n'), fields).trim();
  const body = facts.signature ? `${written}\n\n${facts.signature}` : written;
  return { subject, body, facts, language, codes };
}

/** A filled letter as a message: plain text, and the page. */
export function rendered(letter: Letter): RenderedText {
  const { subject, body, facts, language } = letter;
  return {
    subject,
    bodyText: `${body
      .replaceAll(READY_PARTS.invoiceList, () => plainInvoiceList(facts, language))
      .replaceAll(READY_PARTS.paymentDetails, () => plainPaymentDetails(facts, language))}\n`,
    bodyHtml: letterHtml(letter),
  };
}

function broken(code: string, detail: string): BrokenText {
  return new BrokenText({ code, detail, line: null, column: null, insert: null });
}
