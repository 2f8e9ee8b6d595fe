import type { Language } from '../../identity/contract/languages.js';
import { escapeHtml } from '../../../platform/mail/escape-html.js';
import { htmlInvoiceList, htmlPaymentDetails } from './html-parts.js';
import type { NoticeFacts } from './notice-facts.js';
import { plainLine } from '../../../platform/mail/plain-line.js';
import { ANY_READY_PART, READY_PARTS } from './ready-parts.js';

/** Mail programs that know dark mode take these; the others keep the inline colours. */
const DARK = `@media (prefers-color-scheme: dark) {
body, .page { background: #14171c !important; color: #e6e9ee !important; }
.sheet { background: #1c2027 !important; border-color: #343b46 !important; }
.box { background: #262c36 !important; }
.lines td, .lines th { border-color: #3c4450 !important; }
.small, th, .foot { color: #a9b2c0 !important; }
td { color: #e6e9ee !important; }
}`;

/** On a phone the edges go, and of the two amounts the one to pay stays. */
const NARROW = `@media (max-width: 520px) {
.page { padding: 0 !important; }
.sheet { padding: 20px 14px !important; border: 0 !important; }
.lines { font-size: 14px !important; }
.lines td, .lines th { padding: 8px 3px !important; }
.lines .small { font-size: 12px !important; overflow-wrap: anywhere; }
.gross { display: none !important; }
}`;

/**
 * The one layout of all notices: plain and serious, no image, no link, nothing loaded from anywhere.
 * Every text is escaped here; the author's text is never taken as HTML.
 *
 * @param body the rendered text, ready-made parts still as their characters
 */
export function htmlLayout(
  subject: string,
  body: string,
  facts: NoticeFacts,
  language: Language,
): string {
  const content = body
    .split(ANY_READY_PART)
    .map((piece) => {
      if (piece === READY_PARTS.invoiceList) return htmlInvoiceList(facts, language);
      if (piece === READY_PARTS.paymentDetails) return htmlPaymentDetails(facts, language);
      return paragraphs(piece);
    })
    .join('');
  const firm = [facts.firm.legalName, facts.firm.address]
    .filter((text) => text !== '')
    .map(plainLine);
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title>
<style>${DARK}
${NARROW}</style></head>
<body class="page" style="margin:0;padding:24px 12px;background:#eef0f3;color:#1b2430;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
<div class="sheet" style="max-width:640px;margin:0 auto;padding:28px 24px;background:#ffffff;border:1px solid #d8dce3">
${content}<p class="foot" style="margin:24px 0 0;padding-top:12px;border-top:1px solid #c9ced6;font-size:13px;color:#5a6472">${firm.map(escapeHtml).join('<br>')}</p>
</div></body></html>`;
}

function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map(
      (paragraph) =>
        `<p style="margin:0 0 16px">${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`,
    )
    .join('\n');
}
