/** A field that the server refused, as problem+json lists it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
  readonly code: string;
}

interface ProblemFields {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly errors: readonly FieldProblem[];
}

/** A request that did not succeed. `status` 0 means that no answer came back at all. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly errors: readonly FieldProblem[];

  constructor(fields: ProblemFields) {
    super(`${fields.status} ${fields.code}: ${fields.detail || fields.title}`);
    this.name = 'Problem';
    this.status = fields.status;
    this.code = fields.code;
    this.title = fields.title;
    this.detail = fields.detail;
    this.requestId = fields.requestId;
    this.errors = fields.errors;
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function fieldProblem(value: unknown): FieldProblem[] {
  if (typeof value !== 'object' || value === null) return [];
  const { field, message, code } = value as Record<string, unknown>;
  return [{ field: text(field), message: text(message), code: text(code) }];
}

/** Reads a refused answer; a body that is not problem+json (a proxy's page) still becomes a Problem. */
export function problemFrom(response: Response, body: unknown): Problem {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const errors = Array.isArray(fields['errors']) ? fields['errors'].flatMap(fieldProblem) : [];
  return new Problem({
    status: response.status,
    code: text(fields['code']) || `http-${response.status}`,
    title: text(fields['title']),
    detail: text(fields['detail']),
    requestId: text(fields['requestId']) || response.headers.get('x-request-id'),
    errors,
  });
}

/** The server could not be reached: no network, no server, or the connection was cut. */
export function unreachable(): Problem {
  return new Problem({
    status: 0,
    code: 'unreachable',
    title: '',
    detail: '',
    requestId: null,
    errors: [],
  });
}

/** True for the error a cancelled request leaves behind; nobody is told about those. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
