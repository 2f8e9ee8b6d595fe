/** "Wiśniewski" -> "wisniewski": mail domains are ASCII. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '');
}
