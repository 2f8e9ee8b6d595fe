// Loaded when something is printed: nobody else needs its half a megabyte.
const loadLibrary = () => import('pdf-lib');

/** Several documents as one, page after page, to be printed in one go. */
export async function joinPdfs(files: readonly Uint8Array[]): Promise<Buffer> {
  const { PDFDocument } = await loadLibrary();
  const joined = await PDFDocument.create({ updateMetadata: false });
  for (const file of files) {
    const document = await PDFDocument.load(file, { updateMetadata: false });
    const pages = await joined.copyPages(document, document.getPageIndices());
    for (const page of pages) joined.addPage(page);
  }
  return Buffer.from(await joined.save());
}

/** Whether a document can be printed with others: not one that is damaged, or locked with a password. */
export async function canBeJoined(file: Uint8Array): Promise<boolean> {
  const { PDFDocument } = await loadLibrary();
  try {
    return (await PDFDocument.load(file, { updateMetadata: false })).getPageCount() > 0;
  } catch {
    return false;
  }
}
