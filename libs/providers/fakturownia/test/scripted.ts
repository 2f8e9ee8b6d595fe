import type {
  ProviderContext,
  ProviderRequest,
  ProviderResponse,
} from '@invoicetracker/provider-kit';

export type Reply = Partial<Pick<ProviderResponse, 'status' | 'wasThrottled'>> & {
  readonly body: unknown;
};

/** A provider that answers as told, one reply after the other and the last one for ever, and remembers what it was asked. */
export function scripted(...replies: readonly Reply[]): ProviderContext & {
  readonly asked: ProviderRequest[];
} {
  const asked: ProviderRequest[] = [];
  return {
    asked,
    credentials: { subdomain: 'firma' },
    memory: new Map(),
    wait: () => Promise.resolve(),
    request: (request) => {
      const reply = replies[Math.min(asked.length, replies.length - 1)] as Reply;
      asked.push(request);
      return Promise.resolve({ status: 200, headers: {}, wasThrottled: false, ...reply });
    },
  };
}

/** What was asked, as the parameters of each request. */
export function questions(asked: readonly ProviderRequest[]): Record<string, string>[] {
  return asked.map(({ query }) => Object.fromEntries(query ?? []) as Record<string, string>);
}
