/** One request the screen is expected to make, and what the server answers. */
export interface Exchange {
  /** Method and path with query, e.g. "GET /api/v1/instance". */
  readonly request: string;
  readonly status?: number;
  readonly answer?: unknown;
  /** Instead of an answer: a stream of server-sent events, which then ends. */
  readonly events?: readonly { readonly event: string; readonly data: unknown }[];
  /** No answer comes back at all: no network, no server. */
  readonly isBroken?: true;
}

/** A request as it was made. */
export interface SentRequest {
  readonly line: string;
  readonly headers: Headers;
  readonly body: unknown;
}

let script: Exchange[] = [];
let sent: SentRequest[] = [];
const surprises: string[] = [];

/** The requests made since the script began, in their order. */
export const sentRequests = (): readonly SentRequest[] => sent;

/**
 * Says what is asked next and answered with what. Requests under way at the same time may come in any order; a request
 * that is not in the script is answered with 599 and fails the test.
 */
export function expectRequests(...exchanges: readonly Exchange[]): void {
  script.push(...exchanges);
  globalThis.fetch = answer;
}

/** @throws when something was asked that is not in the script, or something in it was never asked */
export function requireScriptDone(): void {
  if (surprises.length > 0) throw new Error(`Not in the script: ${surprises.join(', ')}`);
  if (script.length > 0) {
    throw new Error(`Never asked: ${script.map(({ request }) => request).join(', ')}`);
  }
}

export function forgetScript(): void {
  script = [];
  sent = [];
  surprises.splice(0);
}

const answer: typeof fetch = async (input, init) => {
  const request = input instanceof Request ? input : new Request(input, init);
  const url = new URL(request.url);
  const line = `${request.method} ${url.pathname}${url.search}`;
  const text = await request.clone().text();
  sent.push({ line, headers: request.headers, body: text === '' ? null : JSON.parse(text) });
  const at = script.findIndex((exchange) => exchange.request === line);
  const [exchange] = at < 0 ? [] : script.splice(at, 1);
  if (!exchange) {
    surprises.push(line);
    return new Response('{}', { status: 599 });
  }
  if (exchange.isBroken) throw new TypeError('Failed to fetch');
  if (exchange.events) {
    const text = exchange.events.map(
      ({ event, data }) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
    );
    return new Response(text.join(''), { headers: { 'content-type': 'text/event-stream' } });
  }
  const { status = 200, answer: body } = exchange;
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': type },
  });
};
