/** A worked example: what goes in, and what has to come out. */
export interface Example {
  readonly id: string;
  /** ISO 3166-1, "EU", or "-" where no country matters */
  readonly country: string;
  readonly topic: string;
  readonly input: Fields;
  readonly expected: Fields;
}

/** An object of a JSON file, before anybody has looked at its values. */
export type Fields = Readonly<Record<string, unknown>>;

/** A value that came out where another was expected. */
export interface Difference {
  /** path inside `expected`: "segments.0.days" */
  readonly field: string;
  readonly expected: unknown;
  readonly calculated: unknown;
}

export interface ExampleResult {
  readonly id: string;
  readonly topic: string;
  readonly outcome: 'matched' | 'different' | 'not-supported';
  readonly differences: readonly Difference[];
  /** why it is not supported */
  readonly reason: string | null;
}

/** Works out everything a topic's examples may expect, under the names the file gives them. */
export type Topic = (example: Example) => Fields;

/** Thrown by a topic for an example that speaks of what the product does not calculate. */
export class NotSupported extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotSupported';
  }
}

/** Thrown for a file that is no list of examples. */
export class InvalidExamples extends Error {
  readonly kind = 'invalid';
  readonly code = 'invalid-examples';

  constructor(reason: string) {
    super(`This is no file of worked examples: ${reason}`);
    this.name = 'InvalidExamples';
  }
}
