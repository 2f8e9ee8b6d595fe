/** A named step of a dunning plan. */
export interface Stage {
  /** survives versions of the policy; history and texts hang on it */
  readonly key: string;
  /** the order of the stages; a higher one is firmer */
  readonly position: number;
  /** days from the agreed due date; negative before it */
  readonly offsetDays: number;
  /** whom it writes to: the debtor, or the firm's own people */
  readonly audience: 'client' | 'staff';
  readonly isEnabled: boolean;
}

/** An account's dunning plan in one version; `checkPolicy` says whether it holds together. */
export interface DunningPolicy {
  readonly stages: readonly Stage[];
  /** days between two contacts of one client; two on one day never happen, even at 0 */
  readonly minGapDays: number;
  /** days from the due date at which a case opens, e.g. -2 */
  readonly caseOpensOffsetDays: number;
}
