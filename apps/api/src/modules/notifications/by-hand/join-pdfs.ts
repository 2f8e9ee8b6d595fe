/** Several documents as one, page after page, to be printed in one go. */
export async function joinPdfs(files: readonly Uint8Array[]): Promise<Buffer> {
  // Loaded when something is printed: nobody else needs its half a megabyte.
  const { PDFDocument } = await import('pdf-lib');
  const joined = await PDFDocument.create({ updateMetadata: false });
  for (const file of files) {
    const document = await PDFDocument.load(file, { updateMetadata: false });
    const pages = await joined.copyPages(document, document.getPageIndices());
    for (const page of pages) joined.addPage(page);
  }
  return Buffer.from(await joined.save());
}
