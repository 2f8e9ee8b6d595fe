/**
 * Reads `tag=value; tag=value` as DKIM and DMARC write it (RFC 6376, 3.2).
 *
 * @returns null when it is no such list; of a tag that is given twice the first counts
 */
export function tagList(text: string): ReadonlyMap<string, string> | null {
  const tags = new Map<string, string>();
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const match = /^\s*([a-z][a-z0-9_]*)\s*=\s*(.*?)\s*$/is.exec(part);
    if (match === null) return null;
    const name = match[1]!.toLowerCase();
    if (!tags.has(name)) tags.set(name, match[2]!);
  }
  return tags;
}
