import { PDFDocument, type PDFPage, StandardFonts } from 'pdf-lib';

import type { Answer } from './answer.js';

/** What a printed invoice shows; every player has it from its own books. */
export interface PrintedInvoice {
  readonly title: string;
  readonly number: string | null;
  readonly seller: string;
  readonly buyer: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly currency: string;
  readonly lines: readonly { readonly name: string; readonly gross: number }[];
  /** minor units, two decimals */
  readonly grossMinor: number;
}

const A4: [width: number, height: number] = [595, 842];
const LEFT = 56;
const TOP = 780;
/** More lines than this go on no page here. */
const MOST_LINES = 30;

/** An invoice on a page, as a client would get it; the same document always gives the same bytes. */
export async function pdfAnswer(invoice: PrintedInvoice): Promise<Answer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const page = document.addPage(A4);
  page.setFont(await document.embedFont(StandardFonts.Helvetica));
  const texts = [
    [`${invoice.title} ${invoice.number ?? ''}`, 18],
    [`${invoice.issuedOn} / ${invoice.dueOn}`, 10],
    [invoice.seller, 10],
    [invoice.buyer, 10],
    ...invoice.lines
      .slice(0, MOST_LINES)
      .map(({ name, gross }) => [`${name}    ${amount(gross, invoice.currency)}`, 10] as const),
    [amount(invoice.grossMinor, invoice.currency), 14],
  ] as const;
  let y = TOP;
  for (const [text, size] of texts) y = write(page, text, size, y);
  const bytes = await document.save({ useObjectStreams: false });
  return { status: 200, contentType: 'application/pdf', body: Buffer.from(bytes) };
}

function write(page: PDFPage, text: string, size: number, y: number): number {
  page.drawText(latin(text), { x: LEFT, y, size });
  return y - size * 1.8;
}

function amount(minor: number, currency: string): string {
  return `${(minor / 100).toFixed(2)} ${currency}`;
}

/** The font every reader has knows western letters only. */
function latin(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll(/[^\x20-\x7e]/g, '?');
}
