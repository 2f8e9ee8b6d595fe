/** A rule of law as an explanation quotes it. */
export interface Rule {
  /** stable: "PL-2" */
  readonly id: string;
  /** the article, as a letter would cite it */
  readonly article: string;
  /** what it says, in our words */
  readonly says: string;
  /** the act's official entry page; null where the product decided, because the law is silent */
  readonly url: string | null;
}

/** Rules of one act, by their id. */
export function rulesOf(
  url: string | null,
  rules: Readonly<Record<string, readonly [article: string, says: string]>>,
): readonly Rule[] {
  return Object.entries(rules).map(([id, [article, says]]) => ({ id, article, says, url }));
}
