const KEPT_REQUESTS = 2000;
const KEPT_PATHS = 5000;

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** without the key */
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
}

export interface RequestReport {
  readonly total: number;
  /** "GET /invoices.json" -> how often */
  readonly counts: Readonly<Record<string, number>>;
  /** the last ones, oldest first */
  readonly recent: readonly LoggedRequest[];
}

/** What the sandbox was asked, for tests and for counting; bounded. */
export class RequestLog {
  private total = 0;
  private readonly counts = new Map<string, number>();
  private recent: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.total += 1;
    const name = `${request.method} ${request.path}`;
    if (this.counts.has(name) || this.counts.size < KEPT_PATHS) {
      this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    }
    this.recent.push(request);
    if (this.recent.length > 2 * KEPT_REQUESTS) this.recent = this.recent.slice(-KEPT_REQUESTS);
  }

  report(): RequestReport {
    return {
      total: this.total,
      counts: Object.fromEntries(this.counts),
      recent: this.recent.slice(-KEPT_REQUESTS),
    };
  }

  reset(): void {
    this.total = 0;
    this.counts.clear();
    this.recent = [];
  }
}
