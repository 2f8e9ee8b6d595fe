/** The moment something is written: the instant, and the account's calendar day at it. */
export interface Moment {
  readonly now: Date;
  /** `YYYY-MM-DD` */
  readonly today: string;
}
