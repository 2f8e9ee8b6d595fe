/** A request that got no answer, and when it was last sent. */
interface Unanswered {
  readonly key: string;
  readonly atMs: number;
}

/** After so long somebody who sends the same again means a second one. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

const unanswered = new Map<string, Unanswered>();

/**
 * Gives a POST inside an account its Idempotency-Key. When its answer was lost and the person presses the button again,
 * the same request gets the same key: it is carried out once, and the first answer comes.
 *
 * @returns to be called with the answer, if one comes
 */
export async function giveKey(request: Request): Promise<(answer: Response) => Promise<void>> {
  if (request.method !== 'POST' || !request.url.includes('/api/v1/accounts/')) return nothing;
  const what = `${request.url}\n${await request.clone().text()}`;
  const before = unanswered.get(what);
  const nowMs = performance.now();
  const isAgain = before !== undefined && nowMs - before.atMs < FORGOTTEN_AFTER_MS;
  const key = isAgain ? before.key : newKey();
  unanswered.set(what, { key, atMs: nowMs });
  request.headers.set('Idempotency-Key', key);
  return async (answer) => {
    if (!(await isAnswerToCome(answer))) unanswered.delete(what);
  };
}

const nothing = (): Promise<void> => Promise.resolve();

/** Not `crypto.randomUUID`: a page that came over plain http has none. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A proxy in between gave up waiting, or the first attempt is still being carried out. */
async function isAnswerToCome(answer: Response): Promise<boolean> {
  const isOfApi = answer.headers.get('content-type')?.includes('json') ?? false;
  if (!isOfApi) return answer.status >= 502;
  return (await codeOf(answer)) === 'idempotency-in-flight';
}

/** The stable code of a refusal; undefined where there is none. */
export async function codeOf(answer: Response): Promise<unknown> {
  if (answer.ok) return undefined;
  const body = (await answer
    .clone()
    .json()
    .catch(() => null)) as { code?: unknown } | null; // a proxy's page is no problem+json
  return body?.code;
}
