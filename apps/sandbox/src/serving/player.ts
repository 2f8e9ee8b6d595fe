import type { Answer } from './answer.js';
import type { RatePlan } from './rate-limit.js';

/** A request as a player sees it: without the host, the base and the transport. */
export interface PlayerRequest {
  readonly method: string;
  /** below the base, without the query, such as "/documents/12" */
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  /** lower-case names */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** parsed when it came as JSON, else its text */
  readonly body: unknown;
  /** what `keyOf` found */
  readonly key: string | undefined;
  /** how far the provider's clock goes wrong while it answers, milliseconds; add it to every instant shown */
  readonly aheadMs: number;
}

/** How a provider words what may befall any request. */
export interface Refusals {
  readonly unauthorized: Answer;
  readonly tooManyRequests: Answer;
  /** for who goes on in spite of 429; `tooManyRequests` unless told */
  readonly blocked?: Answer;
  readonly failure: (status: number) => Answer;
  /** its way of reporting a failure with HTTP 200, if it has one; else an error object */
  readonly failureAs200?: Answer;
}

/** What the frame must know of a provider to put it on the wire. */
export interface Wire {
  /** path of its own below which it lives, such as "/billingo/v3" */
  readonly base: string;
  readonly refusals: Refusals;
  /** its limits; null when it has none */
  readonly ratePlan: RatePlan | null;
  /** whether the limit counts by address (unless told) or by key */
  readonly limitedBy?: 'address' | 'key';
  /** true: 429 says how long to wait */
  readonly saysRetryAfter?: boolean;
  /** headers and query parameters that hold keys, lower case: the request log leaves them out */
  readonly secrets: readonly string[];
  keyOf(request: Omit<PlayerRequest, 'key' | 'aheadMs'>): string | undefined;
  answer(request: PlayerRequest): Answer | Promise<Answer>;
}
