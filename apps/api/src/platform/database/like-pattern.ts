/** What is typed is looked for as it stands, anywhere in a lower-case text: its wildcards are no wildcards. */
export function likePattern(typed: string): string {
  return `%${typed
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
