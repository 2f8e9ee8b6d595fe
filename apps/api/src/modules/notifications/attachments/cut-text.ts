/** The first characters of a text, counted as people count: no half of a surrogate pair is left. */
export function cutText(text: string, length: number): string {
  return [...text].slice(0, length).join('');
}
