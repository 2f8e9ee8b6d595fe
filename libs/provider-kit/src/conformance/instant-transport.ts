import { createHttpTransport } from '../http/http-transport.js';
import type { TransportCall } from '../http/transport-options.js';
import type { Credentials } from '../credentials.js';
import type { Provider, ProviderContext } from '../provider.js';

/** A real transport over real HTTP on which waiting takes no time: its clock jumps instead. */
export function instantTransport(
  provider: Pick<Provider, 'access' | 'troubleIn'>,
  baseUrl: string,
  credentials: Credentials,
  onCall: (call: TransportCall) => void = () => undefined,
): ProviderContext {
  let now = 0;
  return createHttpTransport({
    provider,
    baseUrl,
    credentials,
    fetch: globalThis.fetch,
    timeouts: { connectMs: 10_000, totalMs: 10_000 },
    maxBytes: 16 * 1024 * 1024,
    governor: { take: () => Promise.resolve(), pause: () => undefined },
    retries: 3,
    random: () => 0.5,
    sleep: (ms) => {
      now += ms;
      return Promise.resolve();
    },
    now: () => now,
    onCall,
  });
}
