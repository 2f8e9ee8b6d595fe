/** An instalment as it is being typed. */
export interface InstalmentDraft {
  /** Tells the rows apart while some are added and others removed. */
  readonly key: number;
  on: string | null;
  /** Decimal text as people type it, with a comma or a point. */
  amount: string;
}

/** What is sent: a decimal point, no spaces; the server says what is wrong with the rest. */
export function instalmentsOf(
  drafts: readonly InstalmentDraft[],
): { on: string; amount: string }[] {
  return drafts.map(({ on, amount }) => ({ on: on ?? '', amount: plainAmount(amount) }));
}

/** "1 234,50" as "1234.50". */
export function plainAmount(typed: string): string {
  return typed.replaceAll(/\s/g, '').replace(',', '.');
}
