import { billingo } from '@invoicetracker/billingo';
import { fakturownia } from '@invoicetracker/fakturownia';
import { infakt } from '@invoicetracker/infakt';
import { ksef } from '@invoicetracker/ksef';
import type { Provider, RequestLimits } from '@invoicetracker/provider-kit';
import { wfirma } from '@invoicetracker/wfirma';

import type { Settings } from '../../config/env.js';
import type { ProviderName } from '../../config/provider-names.js';

/** A connector and what this installation says about reaching its provider. */
export interface Registered {
  readonly provider: Provider;
  /** From the operator's settings, never from a tenant. */
  readonly baseUrl: string;
  readonly limits: RequestLimits;
}

/** Every connector there is; the only place that imports them. */
export const CONNECTORS: Readonly<Record<ProviderName, Provider>> = {
  infakt,
  billingo,
  wfirma,
  fakturownia,
  ksef,
};

/** An archive of documents: it never hears of payments. */
export const isArchive = (name: ProviderName): boolean =>
  CONNECTORS[name].description.learnsOfPayments === false;

/** A connector with the operator's settings for it. */
export function registered(name: ProviderName, settings: Settings): Registered {
  switch (name) {
    case 'infakt':
      return withReads(name, settings.INFAKT_API_URL, settings.INFAKT_READS_PER_MINUTE);
    case 'billingo':
      return withReads(name, settings.BILLINGO_API_URL, settings.BILLINGO_READS_PER_MINUTE);
    case 'wfirma':
      return withReads(name, settings.WFIRMA_API_URL, settings.WFIRMA_READS_PER_MINUTE);
    case 'fakturownia':
      return withReads(name, settings.FAKTUROWNIA_API_URL, settings.FAKTUROWNIA_READS_PER_MINUTE);
    case 'ksef':
      return withReads(name, settings.KSEF_API_URL, settings.KSEF_READS_PER_MINUTE);
  }
}

/** Other limits keep the proportion to reads that the connector states. */
function withReads(name: ProviderName, baseUrl: string, readsPerMinute: number): Registered {
  const provider = CONNECTORS[name];
  const { limits } = provider.description;
  const share = readsPerMinute / ((limits.read.count * 60) / limits.read.perSeconds);
  const scaled = Object.entries(limits).map(([kind, limit]) => [
    kind,
    {
      ...limit,
      count: Math.max(1, Math.floor(limit.count * share)),
      ...(limit.burst === undefined ? {} : { burst: Math.max(1, limit.burst * share) }),
    },
  ]);
  return { provider, baseUrl, limits: Object.fromEntries(scaled) as RequestLimits };
}
