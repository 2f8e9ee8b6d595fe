/** Where the words of somebody else begin: everything from such a line on is quoted. */
const QUOTE_BEGINS = [
  /^\s*>/,
  /^-{2,}\s*(?:original message|oryginalna wiadomość|wiadomość oryginalna|ursprüngliche nachricht|originalnachricht|eredeti üzenet|forwarded message)\s*-{2,}/i,
  /^_{10,}\s*$/,
  /^\s*(?:on|dnia|w dniu|am|im)\b.{4,160}(?:wrote|napisał(?:\(a\)|a)?|pisze|schrieb(?: .{1,80})?):?\s*$/i,
  /^.{2,160}\b(?:ezt írta|írta)\b.{0,80}:?\s*$/i,
  /^(?:from|od|von|feladó):\s.+@/i,
  /^\s*\d{4}[-.]\s?\d{2}[-.]\s?\d{2}.{0,100}<\S+@\S+>.{0,40}:\s*$/,
];
const SIGNATURE = /^-- ?$/;
const SENT_FROM =
  /^(?:sent from my|wysłane z|gesendet (?:von|mit)|elküldve|outlook for|pobierz outlook)/i;

/**
 * What the sender wrote: without quotations, the signature behind `-- ` and the lines that programs add. An answer that
 * is written below or between quotations keeps its own lines.
 */
export function ownText(text: string): string {
  const lines = text.replace(/\r/g, '').split('\n');
  const end = lines.findIndex((line) => SIGNATURE.test(line));
  const said = end === -1 ? lines : lines.slice(0, end);
  const own: string[] = [];
  let isInQuote = false;
  for (const line of said) {
    const isQuoted = /^\s*>/.test(line);
    if (isQuoted) continue;
    if (QUOTE_BEGINS.some((pattern) => pattern.test(line))) {
      // behind a heading everything is quoted; behind ">" lines the writer may go on
      isInQuote = true;
      continue;
    }
    if (isInQuote || SENT_FROM.test(line)) continue;
    own.push(line);
  }
  const kept = own.join('\n').trim();
  return kept === '' ? below(said) : kept;
}

/** Some answer below the quotation: then the lines without ">" behind it are theirs. */
function below(lines: readonly string[]): string {
  const lastQuoted = lines.findLastIndex((line) => /^\s*>/.test(line));
  if (lastQuoted === -1) return '';
  return lines
    .slice(lastQuoted + 1)
    .join('\n')
    .trim();
}
