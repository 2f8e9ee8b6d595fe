import { expect, vi } from 'vitest';

/** One request that is expected, and what the server says to it. */
export interface Scene {
  /** Method and path with its query, e.g. "GET /api/v1/me". */
  readonly asks: string;
  /** The body of the answer, a Response for anything but 200, or an Error for a broken connection. */
  readonly gets?: unknown;
}

export interface HttpScript {
  /** The requests so far, for what a test says about headers and bodies. */
  readonly requests: readonly Request[];
  /** Fails when scenes are left over: a request that was promised never came. */
  readonly expectDone: () => void;
}

/**
 * Plays the server: requests must come in this order and no others. A request that the script does
 * not expect fails the test by name instead of by a timeout.
 */
export function httpScript(...scenes: readonly Scene[]): HttpScript {
  const requests: Request[] = [];
  const unexpected: string[] = [];
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request =
      input instanceof Request
        ? input
        : new Request(new URL(input, globalThis.location.origin), init);
    const { pathname, search } = new URL(request.url);
    const asked = `${request.method} ${pathname}${decodeURIComponent(search)}`;
    const scene = scenes[requests.length];
    requests.push(request.clone());
    if (scene?.asks !== asked) {
      unexpected.push(`${asked} instead of ${scene?.asks ?? 'nothing'}`);
      return problem(500, 'not-in-the-script', asked);
    }
    if (scene.gets instanceof Error) throw scene.gets;
    return scene.gets instanceof Response ? scene.gets : json(scene.gets ?? null);
  });
  return {
    requests,
    expectDone: () => {
      expect(unexpected).toEqual([]);
      expect(requests.length).toBe(scenes.length);
    },
  };
}

export const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

/** A refusal as the API sends it. */
export function problem(
  status: number,
  code: string,
  detail = '',
  errors: readonly { field: string; code: string; message: string }[] = [],
): Response {
  const fields = errors.length > 0 ? { errors } : {};
  const body = { type: `/problems/${code}`, title: code, status, code, detail, ...fields };
  return new Response(JSON.stringify({ ...body, requestId: 'request-7' }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
