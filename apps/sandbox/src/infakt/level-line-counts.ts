import type { SandboxDocument } from './sandbox-document.js';

/**
 * Adds and takes lines, one to four a document, until there are 581 for every 282 documents: the size of the import
 * that an older system of this kind was measured with, so that measurements compare like with like. Corrections keep
 * their pair.
 */
export function levelLineCounts(documents: readonly SandboxDocument[]): void {
  const free = documents.filter(({ correctsUuid }) => correctsUuid === null);
  const present = documents.reduce((sum, { lineCount }) => sum + lineCount, 0);
  let missing = Math.round((documents.length * 581) / 282) - present;
  for (let i = 0; missing !== 0 && i < free.length * 4; i += 1) {
    const document = free[i % free.length] as SandboxDocument;
    const changed = document.lineCount + Math.sign(missing);
    if (changed < 1 || changed > 4) continue;
    missing -= Math.sign(missing);
    document.lineCount = changed;
  }
}
