import type { PlayerRequest } from './player.js';

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
  /** since the start or the last `reset` */
  total = 0;
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

/** The request without what opens books: `secrets` are the names of headers and query parameters to leave out. */
export function loggedRequest(
  asked: Pick<PlayerRequest, 'method' | 'path' | 'headers'>,
  url: string,
  secrets: readonly string[],
  status: number,
): LoggedRequest {
  const headers = Object.entries(asked.headers)
    .filter(([name]) => !secrets.includes(name))
    .map(([name, value]): [string, string] => [name, String(value)]);
  const query = (url.split('?')[1] ?? '')
    .split('&')
    .filter((pair) => !secrets.includes((pair.split('=')[0] as string).toLowerCase()))
    .join('&');
  const { method, path } = asked;
  return { method, path, query, headers: Object.fromEntries(headers), status };
}
