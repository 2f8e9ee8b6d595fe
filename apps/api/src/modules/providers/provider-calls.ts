import { hash } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import {
  createHttpTransport,
  type Credentials,
  type Provider,
  type ProviderAccess,
  type ProviderContext,
  type TransportCall,
} from '@invoicetracker/provider-kit';

import type { Settings } from '../../config/env.js';
import type { ProviderName } from '../../config/provider-names.js';
import { SETTINGS } from '../../config/settings.token.js';
import { Clock } from '../../platform/clock/clock.js';
import { Patience } from './governor/patience.js';
import { type RequestBudget, RequestBudgets } from './governor/request-budgets.js';
import { RequestGovernor, type Way } from './governor/request-governor.js';
import type { RunBudget } from './governor/run-budget.js';
import { registered } from './provider-registry.js';

/** A connector with a transport that carries a tenant's key. */
export interface OpenProvider {
  readonly provider: Provider;
  readonly context: ProviderContext;
}

export interface CallOptions {
  /** For whom: accounts take turns. */
  readonly accountId: string;
  /** How long a request may wait for its turn, or for the provider to take requests again. */
  readonly maxWaitMs: number;
  /** Further attempts after the first. */
  readonly retries: number;
  readonly signal?: AbortSignal | undefined;
  readonly budget?: RunBudget;
  readonly onCall?: (call: TransportCall) => void;
}

/** Until the answer begins, and until it is complete. */
const TIMEOUTS = { connectMs: 15_000, totalMs: 45_000 };
/** A page of 100 documents with their lines has a tenth of it. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Opens the way to a provider: governed, counted, with time limits. */
@Injectable()
export class ProviderCalls {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly governor: RequestGovernor,
    private readonly patience: Patience,
    private readonly budgets: RequestBudgets,
  ) {}

  open(name: ProviderName, credentials: Credentials, options: CallOptions): OpenProvider {
    const { provider, baseUrl, limits } = registered(name, this.settings);
    const way = wayTo(name, baseUrl, provider.access(credentials), options.accountId);
    const governor = this.governor.for(way, limits, options);
    const context = createHttpTransport({
      baseUrl,
      provider,
      credentials,
      fetch: interruptible(options.signal),
      timeouts: TIMEOUTS,
      maxBytes: MAX_BYTES,
      governor: {
        ...governor,
        take: async (kind) => {
          options.budget?.take();
          await governor.take(kind);
        },
      },
      retries: options.retries,
      maxWaitMs: options.maxWaitMs,
      // eslint-disable-next-line no-restricted-syntax -- spreads calls over time; nobody gains by guessing it
      random: Math.random,
      sleep: (ms) => this.patience.wait(ms, options.signal),
      now: () => this.clock.wallNow().getTime(),
      ...(options.onCall === undefined ? {} : { onCall: options.onCall }),
    });
    return { provider, context };
  }

  /** How much of what the provider allows whoever has these credentials is spent just now. */
  budget(name: ProviderName, credentials: Credentials, accountId: string): Promise<RequestBudget> {
    const { provider, baseUrl, limits } = registered(name, this.settings);
    return this.budgets.of(wayTo(name, baseUrl, provider.access(credentials), accountId), limits);
  }
}

/** Providers count by address; some by the firm's own host or by the firm. */
function wayTo(name: string, baseUrl: string, access: ProviderAccess, accountId: string): Way {
  const address = Object.entries(access.addressParts ?? {}).reduce(
    (filled, [part, value]) => filled.replaceAll(`{${part}}`, value),
    baseUrl,
  );
  const host = `${name}:${new URL(address).host}`;
  return {
    host,
    // a fingerprint: it may be a key
    scope: access.limitScope === undefined ? host : `${host}:${fingerprint(access.limitScope)}`,
    accountId,
  };
}

function fingerprint(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 16);
}

/** A worker that is asked to stop does not sit out a slow answer. */
function interruptible(signal: AbortSignal | undefined): typeof fetch {
  if (signal === undefined) return fetch;
  return (input, init) =>
    fetch(input, {
      ...init,
      signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal,
    });
}
