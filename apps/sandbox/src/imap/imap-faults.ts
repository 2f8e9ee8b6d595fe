/**
 * What a mail server does now and then: hangs up in the middle of a mail, takes its time, says nothing any more, sends
 * bytes that are no answer, or refuses who signs in.
 */
export const IMAP_FAULTS = ['drop', 'slow', 'silence', 'garbage', 'refuse-sign-in'] as const;
export type ImapFaultKind = (typeof IMAP_FAULTS)[number];

export interface ImapFaultOrder {
  readonly kind: ImapFaultKind;
  /** how often; once unless told */
  readonly times?: number;
  /** so many chances pass before it begins: mails fetched for `drop` and `garbage`, commands for the rest */
  readonly after?: number;
  /** of `slow`; a second unless told */
  readonly delayMs?: number;
}

/** The faults that are still to happen. */
export class ImapFaults {
  private readonly orders: {
    kind: ImapFaultKind;
    times: number;
    after: number;
    delayMs: number;
  }[] = [];

  add({ kind, times = 1, after = 0, delayMs = 1000 }: ImapFaultOrder): void {
    this.orders.push({ kind, times, after, delayMs });
  }

  clear(): void {
    this.orders.length = 0;
  }

  get pending(): readonly ImapFaultOrder[] {
    return this.orders.filter((order) => order.times > 0).map((order) => ({ ...order }));
  }

  /** Takes one of a kind, if one is due. */
  take(kind: ImapFaultKind): { readonly delayMs: number } | null {
    const order = this.orders.find((one) => one.kind === kind && one.times > 0);
    if (order === undefined) return null;
    if (order.after > 0) {
      order.after -= 1;
      return null;
    }
    order.times -= 1;
    return order;
  }
}
