import { createRequire } from 'node:module';
import path from 'node:path';

import type { DocumentDefinition, FontFiles } from 'pdfmake';

let printer: ReturnType<typeof loadPrinter> | undefined;

/** Lays a document out. Nothing in it is read from anywhere: pictures are part of the definition. */
export async function writePdf(definition: DocumentDefinition): Promise<Buffer> {
  printer ??= loadPrinter();
  return (await printer).createPdf(definition).getBuffer();
}

/** The day of the letter is all it says: the same letter is the same file. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** With the first document: it is some megabytes, and most processes never write one. */
async function loadPrinter() {
  const { default: pdfmake } = await import('pdfmake');
  const fonts = createRequire(import.meta.url)('pdfmake/fonts/Roboto.js') as { Roboto: FontFiles };
  const fontFolder = path.dirname(fonts.Roboto.normal);
  pdfmake.setFonts(fonts);
  // Nothing is read but the fonts, and nothing is fetched.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((file) => path.dirname(file) === fontFolder);
  return pdfmake;
}
