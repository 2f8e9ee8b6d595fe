/**
 * Shows a document in a window of its own, to be read or printed there. The window is opened before the document is
 * there: browsers let a click do that, and not what comes after it.
 */
export async function openDocument(document: Promise<Blob>): Promise<void> {
  const shown = globalThis.open('', '_blank');
  try {
    const url = URL.createObjectURL(await document);
    if (shown === null) globalThis.location.assign(url);
    else shown.location.replace(url);
  } catch (error) {
    shown?.close();
    throw error;
  }
}
