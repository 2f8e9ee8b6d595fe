/** Why a mail did not arrive, as far as the other side says. */
export type BounceReason =
  | 'no-such-address'
  | 'no-such-domain'
  | 'mailbox-full'
  | 'too-large'
  | 'refused-as-spam'
  | 'refused'
  | 'unknown';

/** A mail that says that another one did not arrive, or not yet. */
export interface Bounce {
  readonly kind: 'bounce';
  /** false: it is being tried again, and a bounce for good may follow */
  readonly isFinal: boolean;
  readonly reason: BounceReason;
  /** addresses that were not reached, lower case; may be empty where the other side does not say */
  readonly recipients: readonly string[];
  /** message ids of the mail that did not arrive, with brackets */
  readonly originals: readonly string[];
  /** enhanced status code as in RFC 3463, such as `5.1.1` */
  readonly status: string | null;
  /** what the other server said, at most 500 characters */
  readonly diagnostic: string | null;
}
