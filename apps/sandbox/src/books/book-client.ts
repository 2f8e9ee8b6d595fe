/** A client in nobody's format: every player words it in its own. */
export interface BookClient {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  /** a consumer; firms and sole traders are not */
  readonly isPerson: boolean;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** as the country writes it: ten digits, 12345676-2-43, DE123456789; null: none */
  readonly taxNumber: string | null;
  /** with the house number */
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  /** ISO 3166, two letters */
  readonly country: string;
  /** none, one or several */
  readonly emails: readonly string[];
  readonly phone: string | null;
  /** whether the provider itself sends this client reminders */
  readonly isReminded: boolean;
  readonly updatedAt: string;
}
