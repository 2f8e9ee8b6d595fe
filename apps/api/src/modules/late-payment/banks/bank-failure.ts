/**
 * Why a bank's figures could not be read:
 * - `unreachable`, `timed-out`, `refused` (an HTTP status or a redirection), `cut-off`: the way there;
 * - `unreadable`: not the format the bank publishes; `out-of-range`: a figure nobody believes;
 * - `wrong-days`: days nobody asked for; `old-data`: less than is known here already.
 */
export type BankProblem =
  | 'unreachable'
  | 'timed-out'
  | 'refused'
  | 'cut-off'
  | 'unreadable'
  | 'out-of-range'
  | 'wrong-days'
  | 'old-data';

/** A look at a bank that brought nothing that could be judged; an expected outcome, kept for the operator. */
export class BankFailure extends Error {
  constructor(
    readonly problem: BankProblem,
    detail: string,
  ) {
    super(detail);
    this.name = 'BankFailure';
  }
}
