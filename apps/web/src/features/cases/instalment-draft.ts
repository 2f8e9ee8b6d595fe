import { plainAmount } from '../../shared/i18n/typed-amount.js';

/** An instalment as it is being typed. */
export interface InstalmentDraft {
  /** Tells the rows apart while some are added and others removed. */
  readonly key: number;
  on: string | null;
  /** Decimal text as people type it, with a comma or a point. */
  amount: string;
}

/** What is sent. */
export function instalmentsOf(
  drafts: readonly InstalmentDraft[],
  currency: string,
): { on: string; amount: string }[] {
  return drafts.map(({ on, amount }) => ({ on: on ?? '', amount: plainAmount(amount, currency) }));
}
