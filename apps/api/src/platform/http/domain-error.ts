/** What went wrong, in terms every adapter understands; only the problem filter knows HTTP's numbers. */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'precondition-required'
  | 'precondition-failed'
  | 'too-many'
  | 'unavailable';

/** A field of the request and what is wrong with it. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** An expected refusal. `code` is stable and documented; the message is for people and says what to do. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldProblem[] = [],
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** The row is not there, or belongs to another account: nobody can tell the two apart. */
export class NotFound extends DomainError {
  constructor(what: string) {
    super('not-found', 'not-found', `There is no such ${what}.`);
  }
}

/** A business rule refused the request. */
export class Invalid extends DomainError {
  constructor(code: string, message: string, fields: readonly FieldProblem[] = []) {
    super('invalid', code, message, fields);
  }
}

/** Somebody else changed the thing since it was read. */
export class Stale extends DomainError {
  constructor() {
    super(
      'precondition-failed',
      'stale',
      'Somebody else has changed this in the meantime. Load it again and repeat your change.',
    );
  }
}
