import { infakt, infaktHeaders } from '@invoicetracker/infakt';
import type { Provider } from '@invoicetracker/provider-kit';

import type { Settings } from '../../config/env.js';
import type { RequestLimits } from './governor/request-governor.js';

export const PROVIDERS = ['infakt'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** A connector and what this installation says about reaching its provider. */
export interface Registered {
  readonly provider: Provider;
  headers(apiKey: string): Record<string, string>;
  /** From the operator's settings, never from a tenant. */
  readonly baseUrl: string;
  readonly limits: RequestLimits;
}

/** Every connector there is; the only place that imports them. */
export function registered(name: ProviderName, settings: Settings): Registered {
  switch (name) {
    case 'infakt':
      return {
        provider: infakt,
        headers: infaktHeaders,
        baseUrl: settings.INFAKT_API_URL,
        // documented: half as many other requests as reads
        limits: {
          read: settings.INFAKT_READS_PER_MINUTE,
          write: Math.max(1, Math.floor(settings.INFAKT_READS_PER_MINUTE / 2)),
        },
      };
  }
}
