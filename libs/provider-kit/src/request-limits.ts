/** `read`, `write`, or a limit of the provider's own (see `ProviderRequest.limit`). */
export type RequestKind = string;

/** So many requests in any stretch of this length. */
export interface RequestLimit {
  readonly count: number;
  readonly perSeconds: number;
  /** How many may leave at once, where shorter stretches have limits of their own; left out: a third of `count`. */
  readonly burst?: number;
}

/** Every provider has the first two. */
export type RequestLimits = Readonly<Record<'read' | 'write', RequestLimit>> &
  Readonly<Record<string, RequestLimit>>;
